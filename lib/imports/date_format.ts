/** Reads dates and times in the formats that a mapping states. */
import { isDay } from "@/lib/platform/days.ts";
import type { Day } from "@/lib/platform/days.ts";
import { memoized } from "@/lib/imports/memo.ts";
import { instantSchema } from "@/lib/platform/schema.ts";

/** A time as a file gives it: an instant, or what a clock on the wall shows; without a time of day it is a date. */
export type SourceTime =
  | { kind: "instant"; instant: Date }
  | { kind: "local"; day: Day; time: string | null };

/** Where in its day a bare date lies. */
export type DateAnchor = "start" | "noon";

/** The format of ISO 8601 times that carry their own offset, such as 2026-03-01T09:30:00Z. */
const ISO = "ISO";

const PARTS = {
  YYYY: { name: "year", pattern: "(?<year>\\d{4})" },
  MM: { name: "month", pattern: "(?<month>\\d{2})" },
  M: { name: "month", pattern: "(?<month>\\d{1,2})" },
  DD: { name: "day", pattern: "(?<day>\\d{2})" },
  D: { name: "day", pattern: "(?<day>\\d{1,2})" },
  HH: { name: "hour", pattern: "(?<hour>\\d{2})" },
  H: { name: "hour", pattern: "(?<hour>\\d{1,2})" },
  mm: { name: "minute", pattern: "(?<minute>\\d{2})" },
  ss: { name: "second", pattern: "(?<second>\\d{2})" },
} as const;

type PartKey = keyof typeof PARTS;

const PART = /YYYY|MM?|DD?|HH?|mm|ss/g;

/** What is wrong with a date format; `null` when it can be used. */
export function dateFormatFault(format: string): string | null {
  if (format === ISO) return null;
  const names = (format.match(PART) ?? []).map((key) => PARTS[key as PartKey].name);
  const [foreign] = format.replace(PART, "").replace("T", "").match(/[A-Za-z0-9]+/) ?? [];
  if (foreign !== undefined) return `knows only YYYY, MM, M, DD, D, HH, H, mm and ss, not ${foreign}`;
  if (new Set(names).size !== names.length) return "names a part twice";
  const missing = ["year", "month", "day"].filter((name) => !names.some((found) => found === name));
  if (missing.length > 0) return `lacks the ${missing.join(" and the ")}`;
  const timeParts = names.filter((name) => ["hour", "minute", "second"].includes(name));
  const known = ["", "hour,minute", "hour,minute,second"];
  return known.includes(timeParts.join()) ? null : "must give the time as hours, minutes and perhaps seconds";
}

/** True when a text may fit both formats and mean two different days, such as DD/MM/YYYY and MM/DD/YYYY. */
export function areAmbiguous(a: string, b: string): boolean {
  const shape = (format: string) => format.replace(/[MD]+/g, "#");
  const monthComesFirst = (format: string) => format.indexOf("M") < format.indexOf("D");
  return shape(a) === shape(b) && monthComesFirst(a) !== monthComesFirst(b);
}

/** A reader of several formats; the first one that fits counts. `null` when none does or the date does not exist. */
export function compileDates(formats: readonly string[]): (text: string) => SourceTime | null {
  const readers = formats.map(compileDate);
  return memoized((text) => {
    for (const read of readers) {
      const time = read(text);
      if (time) return time;
    }
    return null;
  });
}

function compileDate(format: string): (text: string) => SourceTime | null {
  if (format === ISO) return readInstant;
  let source = "";
  let end = 0;
  for (const match of format.matchAll(PART)) {
    source += RegExp.escape(format.slice(end, match.index)) + PARTS[match[0] as PartKey].pattern;
    end = match.index + match[0].length;
  }
  const pattern = new RegExp(`^${source}${RegExp.escape(format.slice(end))}$`);
  return (text) => {
    const parts = pattern.exec(text)?.groups;
    return parts ? localTime(parts) : null;
  };
}

function readInstant(text: string): SourceTime | null {
  const parsed = instantSchema.safeParse(text);
  return parsed.success ? { kind: "instant", instant: parsed.data } : null;
}

function localTime(parts: Record<string, string | undefined>): SourceTime | null {
  const padded = (name: string) => (parts[name] ?? "0").padStart(2, "0");
  const day = `${parts.year}-${padded("month")}-${padded("day")}`;
  if (!isDay(day)) return null;
  if (parts.hour === undefined) return { kind: "local", day, time: null };
  const [hour, minute, second] = [padded("hour"), padded("minute"), padded("second")];
  if (hour > "23" || minute > "59" || second > "59") return null;
  return { kind: "local", day, time: `${hour}:${minute}:${second}` };
}
