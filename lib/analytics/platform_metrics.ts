import type { Money, Overview } from "@/lib/analytics/overview.ts";
import { compareCurrencies } from "@/lib/format/money.ts";

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
    /** In order of the codes; those in which it has just gone to nothing included. */
    amounts: (Money & { change: number | null })[];
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
    mrrAtRisk: { amounts: amountsAtRisk(overview), share: overview.mrrAtRiskShare },
  };
}

function amountsAtRisk(
  { mrrAtRisk, mrrAtRiskChange: changes }: Overview,
): PlatformMetricsData["mrrAtRisk"]["amounts"] {
  const amountIn = (amounts: readonly Money[], currency: string) =>
    amounts.find((money) => money.currency === currency)?.amount ?? 0;
  const currencies = new Set([...mrrAtRisk, ...changes ?? []].map(({ currency }) => currency));
  return [...currencies].map((currency) => ({
    currency,
    amount: amountIn(mrrAtRisk, currency),
    change: changes ? amountIn(changes, currency) : null,
  })).sort(compareCurrencies);
}
