/** What the usage charts show, worked out of the sums by day. Pure. */
import type { UsageTotals } from "@/lib/analytics/usage_totals.ts";
import { fromFirstData } from "@/lib/charts/beginning.ts";
import { median } from "@/lib/charts/median.ts";
import { own } from "@/lib/platform/own.ts";
import { telemetryWord } from "@/lib/scoring/words.ts";

/** Fewer days of the same weekday say nothing of what is usual. */
const USUAL_FROM = 2;

/** One telemetry type, day by day, oldest first. */
export interface UsageLane {
  type: string;
  /** What is counted: "API calls". */
  unit: string;
  days: string[];
  /** Position of the first day that is not over: UTC's, after which the one of clients further east may come. */
  openFrom: number;
  /** `null` where nothing was received from anyone, and before the type was first seen. */
  counts: (number | null)[];
  /** The median of the other days of the same weekday; `null` where there are too few. A day that is not over counts for no other. */
  usual: (number | null)[];
}

/** A lane a type, the busiest first; ties by name. */
export function usageLanes({ today, days: all }: UsageTotals): UsageLane[] {
  const days = fromFirstData(all, ({ counts }) => counts !== null);
  const openFrom = days.findIndex(({ day }) => day >= today);
  const totals = new Map<string, number>();
  for (const { counts } of days) {
    for (const [type, count] of Object.entries(counts ?? {})) {
      totals.set(type, (totals.get(type) ?? 0) + count);
    }
  }
  return [...totals].sort(([a, aTotal], [b, bTotal]) => bTotal - aTotal || (a < b ? -1 : 1))
    .map(([type]) => laneOf(type, days, openFrom));
}

function laneOf(type: string, days: Readonly<UsageTotals["days"]>, openFrom: number): UsageLane {
  const first = days.findIndex(({ counts }) => counts !== null && Object.hasOwn(counts, type));
  const counts = days.map(({ counts }, index) =>
    counts === null || index < first ? null : own(counts, type) ?? 0
  );
  return {
    type,
    unit: telemetryWord(type),
    days: days.map(({ day }) => day),
    openFrom,
    counts,
    usual: counts.map((_, index) => usualAt(counts.slice(0, openFrom), index)),
  };
}

/** @param counts of the days that are over */
function usualAt(counts: readonly (number | null)[], index: number): number | null {
  const others = counts.filter((count, other): count is number =>
    count !== null && other !== index && (other - index) % 7 === 0
  );
  return others.length < USUAL_FROM ? null : median(others);
}

/** Points that a line would not show, having a gap on both sides. */
export function isLonePoint(values: readonly (number | null)[], index: number): boolean {
  const there = (at: number) => (values[at] ?? null) !== null;
  return there(index) && !there(index - 1) && !there(index + 1);
}
