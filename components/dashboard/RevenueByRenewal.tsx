import { RevenueByRenewalCard } from "@/components/dashboard/RevenueByRenewalCard.tsx";
import { useLiveReport } from "@/lib/analytics/live_report.ts";
import type { RevenueRisk } from "@/lib/analytics/revenue_risk.ts";

interface RevenueByRenewalProps {
  revenue: RevenueRisk;
  /** Of the live stream, before the report was read. */
  livePosition: string;
}

/** Revenue at risk by renewal, as bands change. */
export function RevenueByRenewal({ revenue, livePosition }: RevenueByRenewalProps) {
  const current = useLiveReport(revenue, { path: "/analytics/revenue-risk", livePosition });
  return <RevenueByRenewalCard revenue={current.value} />;
}
