import type { Band, Trend } from "@/lib/scoring/types.ts";

/** One client as the risk radar shows it: everything a row needs, as plain data. */
export interface RiskRadarRow {
  clientId: string;
  name: string;
  plan: string;
  band: Band;
  /** 0–100; `null` when there is not enough data for a score. */
  score: number | null;
  /** The score at which the band is left, while it is held on to; else `null`. */
  heldUntil: number | null;
  /** `null` when there is no score of `trend.days` ago to compare with. */
  trend: Trend | null;
  /** Scores of the last 30 local days, oldest first; `null` where a day has none. */
  sparkline: (number | null)[];
  /** The worst driver in words. */
  driver: string;
  /** Integer minor units a month. */
  mrr: number;
  /** ISO 4217. */
  currency: string;
  /** `YYYY-MM-DD` in the client's zone. */
  renewsOn: string | null;
  /** Whole days from the client's today; negative when it has passed. */
  renewsInDays: number | null;
  /** Open or under investigation. */
  openIncidents: number;
  /** Newest event of the client, ISO 8601; `null` when it never sent any, or was not scored yet. */
  dataAsOf: string | null;
  /** ISO 8601, UTC. */
  computedAt: string;
  /** From when on the score has missed its schedule, ISO 8601; `null` when there is none. */
  staleFrom: string | null;
}

/** The bands that the radar shows. */
export const RADAR_BANDS = ["critical", "at_risk"] as const satisfies readonly Band[];

export type RadarBand = (typeof RADAR_BANDS)[number];

export function isAtRisk(band: Band | null | undefined): boolean {
  return RADAR_BANDS.some((atRisk) => atRisk === band);
}

/** One page of the radar. */
export interface RiskRadar {
  /** Worst first; ties by name, then id. */
  rows: RiskRadarRow[];
  /** All clients at risk, those beyond the page included. */
  total: number;
}
