/** On which accounts score and money disagree. Pure. */
import type { ScoreMapPoint } from "@/lib/analytics/score_map.ts";
import type { Band } from "@/lib/scoring/types.ts";
import type { BandEdges } from "@/lib/scoring/band.ts";
import { isAtRisk } from "@/lib/analytics/radar_row.ts";

/** Among fewer accounts a rank says nothing. */
const RANKED_FROM = 4;
/** Apart by this share of all accounts, the ranks by money and by score disagree. */
const DISAGREEING = 0.4;

/** Accounts of each kind that are called by name. */
export const NAMED = 3;

/** `at_stake` pays more than most and is at risk; `room_to_grow` is healthier than most and pays less. */
export type Disagreement = "at_stake" | "room_to_grow";

export interface MapAccount extends ScoreMapPoint {
  disagreement: Disagreement | null;
  /** Rank by money minus rank by score, −1 to 1. */
  gap: number;
}

/**
 * Each account with what there is to say of it. The rank of an account is the share of the others that it is ahead
 * of: 1 for the one that pays most, or scores best.
 */
export function mapAccounts(points: readonly ScoreMapPoint[]): MapAccount[] {
  const others = Math.max(1, points.length - 1);
  const rank = (value: number, values: readonly number[]) =>
    values.filter((other) => other < value).length / others;
  const money = points.map(({ mrr }) => mrr);
  const scores = points.map(({ score }) => score);
  return points.map((point) => {
    const gap = rank(point.mrr, money) - rank(point.score, scores);
    return { ...point, gap, disagreement: points.length < RANKED_FROM ? null : disagreementOf(point, gap) };
  });
}

function disagreementOf({ band }: ScoreMapPoint, gap: number): Disagreement | null {
  if (gap >= DISAGREEING && isAtRisk(band)) return "at_stake";
  return gap <= -DISAGREEING && band === "healthy" ? "room_to_grow" : null;
}

/** The accounts of one kind, those on which score and money disagree most first. */
export function disagreeing(accounts: readonly MapAccount[], kind: Disagreement): MapAccount[] {
  return accounts.filter(({ disagreement }) => disagreement === kind)
    .sort((a, b) => Math.abs(b.gap) - Math.abs(a.gap) || b.mrr - a.mrr || (a.name < b.name ? -1 : 1));
}

export interface BandSpan {
  band: Band;
  from: number;
  to: number;
}

/** The scores of each band, lowest first. */
export function bandSpans({ healthyFrom, atRiskFrom }: BandEdges): BandSpan[] {
  return [
    { band: "critical", from: 0, to: atRiskFrom },
    { band: "at_risk", from: atRiskFrom, to: healthyFrom },
    { band: "healthy", from: healthyFrom, to: 100 },
  ];
}

/** The radius of a bubble whose area stands for its usage; without usage it is the smallest. */
export function bubbleRadius(usage: number | null, most: number, { least, largest }: Radii): number {
  if (usage === null || most <= 0) return least;
  return Math.sqrt(least ** 2 + (largest ** 2 - least ** 2) * Math.min(1, usage / most));
}

/** Pixels. */
interface Radii {
  least: number;
  largest: number;
}
