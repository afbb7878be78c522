/** A client's usage in words. Pure. */
import type { UsageDay } from "@/components/client/types.ts";
import { formatCount, formatPoints, formatQuantity } from "@/lib/format/number.ts";
import { formatDay } from "@/lib/format/time.ts";
import { telemetryWord } from "@/lib/scoring/words.ts";

/** "4,120 API calls on 29 days; 167 a day earns full points; no data on 1 day". */
export function usageSummary(
  days: readonly UsageDay[],
  telemetryType: string,
  expectedPerDay: number | null,
): string {
  const known = days.flatMap(({ count }) => count === null ? [] : [count]);
  const gaps = days.length - known.length;
  const total = known.reduce((sum, count) => sum + count, 0);
  if (known.length === 0) return `No data in ${formatQuantity(days.length, "day")}`;
  return [
    `${formatCount(total)} ${telemetryWord(telemetryType, total)} on ${formatQuantity(known.length, "day")}`,
    ...(expectedPerDay === null ? [] : [fullPoints(expectedPerDay)]),
    ...(gaps === 0 ? [] : [`no data on ${formatQuantity(gaps, "day")}`]),
  ].join("; ");
}

/** "Wed 12 Mar: 180 API calls; 167 a day earns full points". */
export function usageDaySentence(
  { day, count }: UsageDay,
  telemetryType: string,
  expectedPerDay: number | null,
): string {
  const date = formatDay(day, { weekday: true, year: false });
  if (count === null) return `${date}: no data`;
  const normal = expectedPerDay === null ? "" : `; ${fullPoints(expectedPerDay)}`;
  return `${date}: ${formatCount(count)} ${telemetryWord(telemetryType, count)}${normal}`;
}

/** "167 a day earns full points". */
export function fullPoints(expectedPerDay: number): string {
  return `${dailyFigure(expectedPerDay)} a day earns full points`;
}

/** What is expected of a day, rounded up: so many each day are enough. Below ten its first decimal matters. */
export function dailyFigure(expectedPerDay: number): string {
  const tenths = Math.ceil(Number((expectedPerDay * 10).toFixed(6)));
  return tenths < 100 ? formatPoints(tenths / 10) : formatCount(Math.ceil(Number(expectedPerDay.toFixed(6))));
}

/** Day and count, the newest first. */
export function usageRows(days: readonly UsageDay[]): string[][] {
  return days.toReversed().map(({ day, count }) => [
    formatDay(day, { weekday: true }),
    count === null ? "no data" : formatCount(count),
  ]);
}
