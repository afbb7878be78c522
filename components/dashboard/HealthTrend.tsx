import { useMemo } from "preact/hooks";
import { BandTrendCard } from "@/components/dashboard/BandTrendCard.tsx";
import type { HealthTrends } from "@/lib/analytics/health_trends.ts";
import { useLiveReport } from "@/lib/analytics/live_report.ts";
import { bandTrend } from "@/lib/charts/band_trend.ts";

interface HealthTrendProps {
  trends: HealthTrends;
  /** Of the live stream, before the report was read. */
  livePosition: string;
}

/** The bands of all clients, day by day. */
export function HealthTrend({ trends, livePosition }: HealthTrendProps) {
  const path = `/analytics/health-trends?days=${trends.days.length}`;
  const current = useLiveReport(trends, { path, livePosition });
  const trend = useMemo(() => bandTrend(current.value), [current.value]);
  return <BandTrendCard trend={trend} />;
}
