/**
 * Days, instants and ages as people read them. Built on Intl and Date rather than Temporal because islands use it
 * too, and not every browser in use has Temporal. Nothing here reads the clock: `now` is always given.
 */

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;

interface CalendarDay {
  year: number;
  /** 1–12. */
  month: number;
  day: number;
  /** 0 is Sunday. */
  weekday: number;
}

/** `12 Mar 2027` from `2027-03-12`; with the weekday, `Fri 12 Mar 2027`. */
export function formatDay(day: string, options: { weekday?: boolean; year?: boolean } = {}): string {
  const { weekday = false, year = true } = options;
  const parts = calendarDay(day);
  const text = `${parts.day} ${MONTHS[parts.month - 1]}${year ? ` ${parts.year}` : ""}`;
  return weekday ? `${WEEKDAYS[parts.weekday]} ${text}` : text;
}

/** `today`, `tomorrow`, `in 41 days`, `yesterday`, `3 days ago`. */
export function formatCountdown(days: number): string {
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days === -1) return "yesterday";
  return days > 0
    ? `in ${days.toLocaleString("en-US")} days`
    : `${Math.abs(days).toLocaleString("en-US")} days ago`;
}

/** `12 Mar 2027 (in 41 days)`. */
export function formatDayWithCountdown(day: string, days: number): string {
  return `${formatDay(day)} (${formatCountdown(days)})`;
}

/** `12 Mar 2027, 14:05` in the given IANA zone. */
export function formatInstant(instant: string, timeZone: string): string {
  const parts = zonedParts(instant, timeZone);
  return `${Number(parts.day)} ${
    MONTHS[Number(parts.month) - 1]
  } ${parts.year}, ${parts.hour}:${parts.minute}`;
}

/** `14:05` in the given IANA zone. */
export function formatClock(instant: string, timeZone: string): string {
  const parts = zonedParts(instant, timeZone);
  return `${parts.hour}:${parts.minute}`;
}

/**
 * An instant of a short while ago: `14:05`, on another day `9 Mar, 14:05`.
 *
 * @param timeZone IANA; `null`: the reader's is not known, so it is `14:05 UTC`
 */
export function formatSince(instant: string, now: string, timeZone: string | null): string {
  const then = zonedParts(instant, timeZone ?? "UTC");
  const today = zonedParts(now, timeZone ?? "UTC");
  const isToday = then.day === today.day && then.month === today.month && then.year === today.year;
  const day = isToday ? "" : `${Number(then.day)} ${MONTHS[Number(then.month) - 1]}, `;
  return `${day}${then.hour}:${then.minute}${timeZone === null ? " UTC" : ""}`;
}

/** `just now`, `40 s ago`, `5 min ago`, `3 h ago`, `2 days ago`. An instant ahead of `now` is `just now`. */
export function formatAge(instant: string, now: string): string {
  const seconds = Math.floor((epochMs(now) - epochMs(instant)) / 1000);
  if (seconds < 2) return "just now";
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  const days = Math.floor(seconds / 86_400);
  return days === 1 ? "1 day ago" : `${days.toLocaleString("en-US")} days ago`;
}

function calendarDay(day: string): CalendarDay {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  const date = match ? new Date(`${day}T00:00:00Z`) : null;
  if (!date || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) {
    throw new RangeError(`Cannot format the day "${day}": it is not a date of the form YYYY-MM-DD`);
  }
  const weekday = date.getUTCDay();
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), weekday };
}

function epochMs(instant: string): number {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) {
    throw new RangeError(`Cannot format the instant "${instant}": it is not an ISO 8601 time`);
  }
  return time;
}

function zonedParts(
  instant: string,
  timeZone: string,
): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return Object.fromEntries(format.formatToParts(epochMs(instant)).map((part) => [part.type, part.value]));
}
