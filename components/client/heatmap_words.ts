/** The login heatmap in words: a sentence for the whole, one for each cell, and what each level stands for. Pure. */
import { DAYS_A_WEEK, weekCount, weekdayOf } from "@/components/client/calendar.ts";
import { formatCount, formatQuantity } from "@/lib/format/number.ts";
import { formatDay } from "@/lib/format/time.ts";
import { telemetryWord } from "@/lib/scoring/words.ts";
import type { HeatmapView } from "@/lib/client_detail/time_view.ts";

export type HeatmapCell = HeatmapView["days"][number];

/** How a day compares with this client's own days, by level. */
const COMPARISONS = [
  "",
  "a quiet day",
  "a usual day",
  "busier than usual",
  "one of the busiest days",
] as const;

export interface LevelRange {
  level: number;
  /** The counts it stands for: "3–5". */
  counts: string;
}

/** "212 logins on 143 of 365 days; no data on 12 days". */
export function heatmapSummary({ days, telemetryType }: HeatmapView): string {
  const total = days.reduce((sum, { logins }) => sum + (logins ?? 0), 0);
  const active = days.filter(({ logins }) => logins !== null && logins > 0).length;
  const gaps = days.filter(({ logins }) => logins === null).length;
  if (gaps === days.length) {
    return `No ${telemetryWord(telemetryType)} in ${formatQuantity(days.length, "day")}`;
  }
  const summary = `${formatCount(total)} ${telemetryWord(telemetryType, total)} on ${
    formatCount(active)
  } of ${formatQuantity(days.length, "day")}`;
  return gaps === 0 ? summary : `${summary}; no data on ${formatQuantity(gaps, "day")}`;
}

/** "Wed 12 Mar 2026: 3 logins, a usual day"; "so far" for the day that is not over. */
export function cellSentence(
  { day, logins, level }: HeatmapCell,
  { today, telemetryType }: { today: string; telemetryType: string },
): string {
  const date = formatDay(day, { weekday: true });
  const when = day === today ? `Today, ${date}` : date;
  if (logins === null) return `${when}: no data`;
  const count = `${logins === 0 ? "no" : formatCount(logins)} ${telemetryWord(telemetryType, logins)}`;
  const comparison = COMPARISONS[level ?? 0];
  return [`${when}: ${count}${day === today ? " so far" : ""}`, ...(comparison ? [comparison] : [])].join(
    ", ",
  );
}

/** The counts behind each level; a level that no day has is left out. */
export function levelRanges(
  { thresholds, days }: Pick<HeatmapView, "thresholds" | "days">,
): LevelRange[] {
  const none = { level: 0, counts: "0" };
  if (thresholds === null) return [none];
  const edges = [0, ...thresholds];
  const ranges = thresholds.flatMap((upper, index) => {
    const lower = (edges[index] ?? 0) + 1;
    if (upper < lower) return [];
    const counts = upper === lower ? formatCount(upper) : `${formatCount(lower)}–${formatCount(upper)}`;
    return [{ level: index + 1, counts }];
  });
  const busiest = days.some(({ level }) => level === 4)
    ? [{ level: 4, counts: `over ${formatCount(thresholds[2])}` }]
    : [];
  return [none, ...ranges, ...busiest];
}

/** The year in figures: the first day seen of each week and its seven days, the newest week first. */
export function heatmapRows({ days }: Pick<HeatmapView, "days">): string[][] {
  const [first] = days;
  if (!first) return [];
  const lead = weekdayOf(first.day);
  return Array.from({ length: weekCount(days.length, lead) }, (_, week) => {
    const from = week * DAYS_A_WEEK - lead;
    const seven = Array.from({ length: DAYS_A_WEEK }, (_, weekday) => days[from + weekday]);
    const named = seven.find((entry) => entry !== undefined);
    return [named ? formatDay(named.day) : "", ...seven.map((entry) => entry ? figure(entry.logins) : "")];
  }).reverse();
}

function figure(logins: number | null): string {
  return logins === null ? "no data" : formatCount(logins);
}
