/**
 * Local days. A day is `YYYY-MM-DD` in a client's own time zone; instants are stored in UTC. A day may last 23, 24,
 * 25 hours (or not exist at all: Pacific/Apia had no 30 December 2011).
 */

export type Day = string;

/** UTC+14: no calendar is further ahead. */
const FURTHEST_AHEAD = "Pacific/Kiritimati";

/** Half-open interval of instants. */
export interface Interval {
  from: Date;
  to: Date;
}

/** True for a name the platform's time zone database knows, such as `Europe/Berlin` or `UTC`; offsets are not names. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** True for a real calendar date written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: "reject" });
    return true;
  } catch {
    return false;
  }
}

/** The local day of an instant. */
export function dayOf(instant: Date, timeZone: string): Day {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
    .toString();
}

/** The first instant of a local day (not always 00:00: some zones change over at midnight). */
export function startOfDay(day: Day, timeZone: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);
}

/** The local day of whoever's calendar is furthest ahead. */
export function furthestDay(instant: Date): Day {
  return dayOf(instant, FURTHEST_AHEAD);
}

export function intervalOfDay(day: Day, timeZone: string): Interval {
  return intervalOfDays(day, day, timeZone);
}

/** From the first instant of `first` up to, not including, the first instant after `last`. */
export function intervalOfDays(first: Day, last: Day, timeZone: string): Interval {
  return { from: startOfDay(first, timeZone), to: startOfDay(addDays(last, 1), timeZone) };
}

export function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "day" }).days;
}

/** Every day from `first` to `last`, both included. */
export function daysFrom(first: Day, last: Day): Day[] {
  const count = daysBetween(first, last) + 1;
  const start = Temporal.PlainDate.from(first);
  return Array.from({ length: Math.max(0, count) }, (_, index) => start.add({ days: index }).toString());
}

/** The trailing window of `length` local days that ends with the day of `instant`. */
export function trailingWindow(lastDay: Day, length: number): { first: Day; last: Day } {
  return { first: addDays(lastDay, 1 - length), last: lastDay };
}
