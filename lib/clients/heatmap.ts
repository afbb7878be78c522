/** The levels of a calendar heatmap. Pure. */
import type { Day } from "@/lib/platform/days.ts";

/** 0: nothing happened. 1 to 4: the quarters of the client's own active days, lightest to darkest. */
export type HeatLevel = 0 | 1 | 2 | 3 | 4;

export interface DayCount {
  day: Day;
  /** `null` when nothing was received that day, which is not zero. */
  count: number | null;
}

export interface HeatDay extends DayCount {
  level: HeatLevel | null;
}

export interface Heatmap<Entry extends HeatDay = HeatDay> {
  days: Entry[];
  /** A day is of level 2, 3, 4 when its count is above the first, second, third; `null` without any active day. */
  thresholds: [number, number, number] | null;
}

/**
 * Gives each day a level. The thresholds are the quartiles (nearest rank) of the counts of the days on which something
 * happened, so that the picture shows this client's own rhythm whatever its size; equal counts get equal levels.
 */
export function toHeatmap(days: readonly DayCount[]): Heatmap {
  const counts = days.flatMap(({ count }) => count !== null && count > 0 ? [count] : []).sort((a, b) =>
    a - b
  );
  const quartile = (quarter: number) => counts[Math.ceil(counts.length * quarter / 4) - 1] ?? 0;
  const thresholds: [number, number, number] = [quartile(1), quartile(2), quartile(3)];
  return {
    days: days.map((day) => ({ ...day, level: levelOf(day.count, thresholds) })),
    thresholds: counts.length === 0 ? null : thresholds,
  };
}

function levelOf(count: number | null, [first, second, third]: [number, number, number]): HeatLevel | null {
  if (count === null) return null;
  if (count <= 0) return 0;
  if (count <= first) return 1;
  if (count <= second) return 2;
  return count <= third ? 3 : 4;
}
