/** A client's usage in words. Pure. */
import type { UsageDay } from "@/components/client/types.ts";
import { formatCount, formatQuantity } from "@/lib/format/number.ts";
import { formatDay } from "@/lib/format/time.ts";

/** "4,120 API calls on 29 days; normal is 167 a day; no data on 1 day". */
export function usageSummary(days: readonly UsageDay[], unit: string, expectedPerDay: number | null): string {
  const known = days.flatMap(({ count }) => count === null ? [] : [count]);
  const gaps = days.length - known.length;
  const total = known.reduce((sum, count) => sum + count, 0);
  if (known.length === 0) return `No data in ${formatQuantity(days.length, "day")}`;
  return [
    `${formatCount(total)} ${unit} on ${formatQuantity(known.length, "day")}`,
    ...(expectedPerDay === null ? [] : [`normal is ${dailyFigure(expectedPerDay)} a day`]),
    ...(gaps === 0 ? [] : [`no data on ${formatQuantity(gaps, "day")}`]),
  ].join("; ");
}

/** "Wed 12 Mar: 180 API calls; normal is 167". */
export function usageDaySentence(
  { day, count }: UsageDay,
  unit: string,
  expectedPerDay: number | null,
): string {
  const date = formatDay(day, { weekday: true, year: false });
  if (count === null) return `${date}: no data`;
  const normal = expectedPerDay === null ? "" : `; normal is ${dailyFigure(expectedPerDay)}`;
  return `${date}: ${formatCount(count)} ${unit}${normal}`;
}

/** What is expected of a day: below ten its first decimal matters. */
export function dailyFigure(expectedPerDay: number): string {
  return expectedPerDay < 10 ? String(Math.round(expectedPerDay * 10) / 10) : formatCount(expectedPerDay);
}

/** Day and count, the newest first. */
export function usageRows(days: readonly UsageDay[]): string[][] {
  return days.toReversed().map(({ day, count }) => [
    formatDay(day, { weekday: true }),
    count === null ? "no data" : formatCount(count),
  ]);
}
