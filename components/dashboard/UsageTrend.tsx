import { useMemo } from "preact/hooks";
import { UsageCard } from "@/components/dashboard/UsageCard.tsx";
import { useLiveReport } from "@/lib/analytics/live_report.ts";
import type { UsageTotals } from "@/lib/analytics/usage_totals.ts";
import { usageLanes } from "@/lib/charts/usage_trend.ts";

interface UsageTrendProps {
  usage: UsageTotals;
  /** Of the live stream, before the report was read. */
  livePosition: string;
}

/** Usage of the whole platform, as it grows. */
export function UsageTrend({ usage, livePosition }: UsageTrendProps) {
  const path = `/analytics/usage?days=${usage.days.length}`;
  const current = useLiveReport(usage, { path, livePosition });
  const lanes = useMemo(() => usageLanes(current.value), [current.value]);
  return <UsageCard lanes={lanes} />;
}
