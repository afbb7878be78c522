export type { RiskRadarRow } from "@/lib/analytics/radar_row.ts";

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
    amounts: { amount: number; currency: string }[];
    /** Of all monthly revenue, 0–1; `null` with several currencies or no revenue. */
    share: number | null;
  };
}
