/** Everything that the dashboard shows, read side by side. */
import type { DashboardQuery } from "@/lib/analytics/dashboard_address.ts";
import type { Services } from "@/lib/services.ts";

export const DASHBOARD = {
  radarRows: 12,
  mapPoints: 200,
  recentEvents: 20,
  reportDays: 30,
} as const;

export type Dashboard = Awaited<ReturnType<typeof readDashboard>>["data"];

/** @returns the data, and how each read was come by */
export async function readDashboard(services: Services, query: DashboardQuery) {
  const { analytics, reports, recentEvents } = services;
  const { page = 1, currency, ...filter } = query;
  // First, so that no news between two reads is lost to the page that follows from its position on.
  const overview = await analytics.overview();
  const [radar, trend, usage, trends, incidents, revenue, map, owners, recent] = await Promise.all([
    analytics.riskRadar(page, DASHBOARD.radarRows, filter),
    analytics.averageTrend(),
    reports.usage(DASHBOARD.reportDays),
    reports.healthTrends(DASHBOARD.reportDays),
    reports.incidents(DASHBOARD.reportDays),
    reports.revenueRisk(),
    reports.scoreMap({ currency, limit: DASHBOARD.mapPoints }),
    analytics.radarOwners(),
    recentEvents.read(DASHBOARD.recentEvents),
  ]);
  return {
    data: {
      overview: overview.value,
      radar: radar.value,
      trend: trend.value,
      usage: usage.value,
      trends: trends.value,
      incidents: incidents.value,
      revenue: revenue.value,
      map: map.value,
      owners: owners.value,
      recent,
    },
    reads: [overview, radar, trend, usage, trends, incidents, revenue, map, owners],
  };
}
