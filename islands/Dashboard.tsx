/**
 * What moves on the dashboard. One file, as in Frame.tsx. `FirstClient` stands on the empty list of clients too, where
 * this file's weight does not matter.
 */
export { FirstClient } from "@/components/shell/FirstClient.tsx";
export { LiveMetrics } from "@/components/dashboard/LiveMetrics.tsx";
export { LiveReports } from "@/components/dashboard/LiveReports.tsx";
export { LiveRiskRadar } from "@/components/dashboard/LiveRiskRadar.tsx";
