/** Places a time that a file gives in a client's time zone. */
import { type Day, dayOf, startOfDay } from "@/lib/platform/days.ts";
import type { DateAnchor, SourceTime } from "@/lib/imports/date_format.ts";

/** A bare date is the first instant of that local day, or its noon. */
export function instantOf(time: SourceTime, timeZone: string, anchor: DateAnchor): Date {
  if (time.kind === "instant") return time.instant;
  if (time.time === null && anchor === "start") return startOfDay(time.day, timeZone);
  const local = Temporal.PlainDateTime.from(`${time.day}T${time.time ?? "12:00:00"}`);
  return new Date(local.toZonedDateTime(timeZone).epochMilliseconds);
}

/** The local day that a time lies on. */
export function localDayOf(time: SourceTime, timeZone: string): Day {
  return time.kind === "instant" ? dayOf(time.instant, timeZone) : time.day;
}
