import type { ScoreModel, Trend, TrendDirection } from "@/lib/scoring/types.ts";

function directionOf(delta: number, thresholdPoints: number): TrendDirection {
  if (delta > thresholdPoints) return "up";
  return delta < -thresholdPoints ? "down" : "flat";
}

/**
 * The score now minus the score of `trend.days` ago, both rounded (0–100). Up or down is strictly beyond
 * ± `thresholdPoints`. `null` when either moment has no score: there is no direction without two points.
 */
export function trendOf(now: number | null, then: number | null, trend: ScoreModel["trend"]): Trend | null {
  if (now === null || then === null) return null;
  const delta = now - then;
  return { delta, direction: directionOf(delta, trend.thresholdPoints), days: trend.days };
}
