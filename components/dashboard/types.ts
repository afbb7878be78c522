export type { PlatformMetricsData } from "@/lib/analytics/platform_metrics.ts";
export type { RiskRadarRow } from "@/lib/analytics/radar_row.ts";
