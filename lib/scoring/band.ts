import type { Band, ScoreModel } from "@/lib/scoring/types.ts";

/** Lower edges on the rounded score. */
export type BandEdges = Pick<ScoreModel["bands"], "healthyFrom" | "atRiskFrom">;

/** Where the rounded score lies when no earlier band is held on to. Lower edges belong to the band above. */
export function plainBand(score: number, bands: BandEdges): Band {
  if (score >= bands.healthyFrom) return "healthy";
  return score >= bands.atRiskFrom ? "at_risk" : "critical";
}

/** Whether the score is far enough beyond the edge of the band it was in. */
function leaves(previousBand: Band, score: number, bands: ScoreModel["bands"]): boolean {
  const { healthyFrom, atRiskFrom, hysteresisPoints } = bands;
  if (previousBand === "healthy") return score <= healthyFrom - hysteresisPoints;
  if (previousBand === "critical") return score >= atRiskFrom + hysteresisPoints;
  return score >= healthyFrom + hysteresisPoints || score <= atRiskFrom - hysteresisPoints;
}

/**
 * The band of a rounded score (0–100, or `null` for none).
 *
 * Bands do not flap: a client stays in `previousBand` until its score is at least `hysteresisPoints` beyond the
 * edge it crosses, and then goes to the band its score lies in, also across two edges at once. With the default
 * model healthy is left at 67 and below, at risk at 73 and above or 37 and below, critical at 43 and above.
 * `null` and `unknown` are nothing to hold on to: the plain edges apply.
 */
export function bandOf(
  score: number | null,
  bands: ScoreModel["bands"],
  previousBand: Band | null = null,
): Band {
  if (score === null) return "unknown";
  const plain = plainBand(score, bands);
  if (previousBand === null || previousBand === "unknown" || plain === previousBand) return plain;
  return leaves(previousBand, score, bands) ? plain : previousBand;
}

/**
 * The score at which a band is left that the score alone would not give; `null` where the plain edges give the same.
 * Above the score: the client is better than its band by now. Below: worse.
 */
export function heldUntil(
  score: number | null,
  band: Band,
  { healthyFrom, atRiskFrom, hysteresisPoints }: ScoreModel["bands"],
): number | null {
  if (score === null || band === "unknown") return null;
  const plain = plainBand(score, { healthyFrom, atRiskFrom });
  if (plain === band) return null;
  if (isBetterBand(plain, band)) return (band === "critical" ? atRiskFrom : healthyFrom) + hysteresisPoints;
  return (band === "healthy" ? healthyFrom : atRiskFrom) - hysteresisPoints;
}

/** Higher is better; NaN makes `unknown` neither better nor worse than any. */
const RANK: Record<Band, number> = { healthy: 3, at_risk: 2, critical: 1, unknown: NaN };

/** Whether `band` is better than `other`; `false` when either is `unknown`. */
export function isBetterBand(band: Band, other: Band): boolean {
  return RANK[band] > RANK[other];
}
