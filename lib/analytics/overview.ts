/** The numbers on top of the dashboard, as they are told to the browser. Types only: runs everywhere. */
import type { Band } from "@/lib/scoring/types.ts";

export interface Money {
  /** Minor units. */
  amount: number;
  currency: string;
}

/** The client whose score fell most, among those that fell beyond the threshold of the trend. */
export interface Fall {
  clientId: string;
  name: string;
  /** Positive. */
  points: number;
  days: number;
}

export interface Overview {
  /** Current clients: active and paused. */
  clients: number;
  /** Those now minus those of 7 days ago; `null` when there was none then. */
  clientsChange: number | null;
  byBand: Record<Band, number>;
  /** Mean of the scores of clients that have one, rounded half up; `null` when none has. */
  averageHealth: number | null;
  /** The same mean over those with a score 7 days ago, now minus then; `null` when there is none. */
  averageHealthChange: number | null;
  /** Current clients without a score, which the mean leaves out. */
  unscored: number;
  openIncidents: number;
  /** Those now minus those open 7 days ago; `null` when there was no client then. */
  openIncidentsChange: number | null;
  /** A month, by currency: sums of different currencies are never added. In order of the codes. */
  mrr: Money[];
  /** Of clients that are at risk or critical. */
  mrrAtRisk: Money[];
  /** At risk ÷ all, 0–1; `null` with several currencies or no revenue. */
  mrrAtRiskShare: number | null;
  /**
   * Now minus 7 days ago at the amounts of today, where it is not nothing: by clients that came to be at risk, recovered,
   * arrived or left. Those of whom no score of then is known are left out; `null` when none of any is.
   */
  mrrAtRiskChange: Money[] | null;
  biggestFall: Fall | null;
  /** Time of the oldest score among current clients; `null` when there is none. */
  oldestScoreAt: string | null;
  /** From when on that score has missed its schedule. */
  scoresStaleFrom: string | null;
  /** Newest event of any client; `null` when there is none. */
  newestEventAt: string | null;
}
