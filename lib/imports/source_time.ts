/** Places a time that a file gives in a client's time zone. */
import { type Day, dayOf, startOfDay } from "@/lib/platform/days.ts";
import { memoized } from "@/lib/imports/memo.ts";
import type { DateAnchor, SourceTime } from "@/lib/imports/date_format.ts";

/** A bare date is the first instant of that local day, or its noon. */
export function instantOf(time: SourceTime, timeZone: string, anchor: DateAnchor): Date {
  if (time.kind === "instant") return time.instant;
  if (time.time === null && anchor === "start") return startOfDay(time.day, timeZone);
  const local = Temporal.PlainDateTime.from(`${time.day}T${time.time ?? "12:00:00"}`);
  return new Date(local.toZonedDateTime(timeZone).epochMilliseconds);
}

/** `instantOf` for many times of which most repeat. */
export function instantReader(anchor: DateAnchor): (time: SourceTime, timeZone: string) => Date {
  const milliseconds = memoized((key) => {
    const [day = "", time = "", timeZone = ""] = key.split(" ");
    return instantOf({ kind: "local", day, time: time || null }, timeZone, anchor).getTime();
  });
  return (time, timeZone) =>
    time.kind === "instant"
      ? time.instant
      : new Date(milliseconds(`${time.day} ${time.time ?? ""} ${timeZone}`));
}

/** The local day that a time lies on. */
export function localDayOf(time: SourceTime, timeZone: string): Day {
  return time.kind === "instant" ? dayOf(time.instant, timeZone) : time.day;
}
