/** Days in a time zone without Temporal, which not every browser has. */

/** `YYYY-MM-DD`: the local day of an instant (ISO 8601). */
export function localDay(instant: string, timeZone: string): string {
  return new Date(localMs(Date.parse(instant), timeZone)).toISOString().slice(0, 10);
}

/** The start of a local day, ISO 8601 in UTC; 01:00 where the clocks skip midnight. */
export function instantOfDay(day: string, timeZone: string): string {
  const wanted = Date.parse(`${day}T00:00:00Z`);
  // The offset at the first guess is off by one change of the clocks at most, so a second guess is right.
  const guess = wanted - offsetMs(wanted, timeZone);
  return new Date(wanted - offsetMs(guess, timeZone)).toISOString();
}

function offsetMs(instantMs: number, timeZone: string): number {
  return localMs(instantMs, timeZone) - instantMs;
}

/** What the clocks there show, as if it were UTC; to the second. */
function localMs(instantMs: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
  });
  const parts = Object.fromEntries(
    format.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
