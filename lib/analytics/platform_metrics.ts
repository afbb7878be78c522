import type { Money, Overview } from "@/lib/analytics/overview.ts";

/** The platform's figures, each with its change against a week ago; `null` where there is nothing to compare with. */
export interface PlatformMetricsData {
  clients: { total: number; change: number | null };
  /** The mean of the scored clients, 0–100 and rounded. */
  averageHealth: {
    value: number | null;
    change: number | null;
    /** The last 30 days, oldest first. */
    sparkline: (number | null)[];
    /** Clients without a score, which the mean leaves out. */
    unscored: number;
  };
  openIncidents: { total: number; change: number | null };
  /** Monthly revenue of the clients at risk or critical: one amount a currency, never added across currencies. */
  mrrAtRisk: {
    amounts: Money[];
    /** Of all monthly revenue, 0–1; `null` with several currencies or no revenue. */
    share: number | null;
  };
}

/** @param trend the mean score of the last days, today last; its last point gives way to the overview's newer one */
export function toPlatformMetrics(
  overview: Overview,
  trend: readonly (number | null)[],
): PlatformMetricsData {
  return {
    clients: { total: overview.clients, change: overview.clientsChange },
    averageHealth: {
      value: overview.averageHealth,
      change: overview.averageHealthChange,
      sparkline: trend.length === 0 ? [] : [...trend.slice(0, -1), overview.averageHealth],
      unscored: overview.unscored,
    },
    openIncidents: { total: overview.openIncidents, change: overview.openIncidentsChange },
    mrrAtRisk: { amounts: overview.mrrAtRisk, share: overview.mrrAtRiskShare },
  };
}
