/** What the chart of clients by band shows. Pure. */
import type { HealthTrends } from "@/lib/analytics/health_trends.ts";
import { fromFirstData } from "@/lib/charts/beginning.ts";
import type { Band } from "@/lib/scoring/types.ts";

/** From the axis upwards: what is at risk stands on the axis, where it can be compared. */
export const STACKED_BANDS = ["critical", "at_risk", "healthy", "unknown"] as const satisfies readonly Band[];

export interface BandTrend {
  /** From the first day with a client on, today last. */
  days: string[];
  /** Clients of each band; `null` on a day that nothing is known of. */
  counts: Record<Band, (number | null)[]>;
  /** Clients at risk or critical. */
  atRisk: (number | null)[];
  /** The mean score; `null` where nobody had one. */
  average: (number | null)[];
}

export function bandTrend({ days: all }: HealthTrends): BandTrend {
  const days = fromFirstData(all, ({ clients }) => clients > 0);
  const countsOf = (band: Band) => days.map(({ clients, byBand }) => clients === 0 ? null : byBand[band]);
  const counts = {
    healthy: countsOf("healthy"),
    at_risk: countsOf("at_risk"),
    critical: countsOf("critical"),
    unknown: countsOf("unknown"),
  };
  return {
    days: days.map(({ day }) => day),
    counts,
    atRisk: days.map(({ clients, byBand }) => clients === 0 ? null : byBand.at_risk + byBand.critical),
    average: days.map(({ average }) => average),
  };
}
