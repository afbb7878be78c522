import { HealthTrend } from "@/components/dashboard/HealthTrend.tsx";
import { IncidentBreakdown } from "@/components/dashboard/IncidentBreakdown.tsx";
import { RecentEvents } from "@/components/dashboard/RecentEvents.tsx";
import { RevenueByRenewal } from "@/components/dashboard/RevenueByRenewal.tsx";
import { ScoreMap } from "@/components/dashboard/ScoreMap.tsx";
import { UsageTrend } from "@/components/dashboard/UsageTrend.tsx";
import type { Dashboard } from "@/lib/analytics/dashboard.ts";
import type { DashboardQuery } from "@/lib/analytics/dashboard_address.ts";

interface LiveReportsProps
  extends Pick<Dashboard, "map" | "usage" | "trends" | "incidents" | "revenue" | "recent"> {
  /** What the page shows now, for links to the map in other currencies. */
  query: DashboardQuery;
  /** At most so many accounts on the map. */
  mapPoints: number;
  /** At most so many of what just happened. */
  recentEvents: number;
  /** When the page was rendered, ISO 8601. */
  now: string;
  /** Of the live stream, before the reports were read. */
  livePosition: string;
}

/**
 * The reports of the dashboard, each of which follows the platform's figures by itself. They are one island: as six they
 * weighed more, as what they share was cut into ever smaller files.
 */
export function LiveReports(props: LiveReportsProps) {
  const { query, now, livePosition } = props;
  return (
    <>
      <div class="order-1 min-w-0 sm:order-none sm:col-span-2 lg:col-span-4">
        <ScoreMap map={props.map} limit={props.mapPoints} query={query} livePosition={livePosition} />
      </div>
      <div class="order-1 min-w-0 sm:order-none sm:col-span-2 lg:col-span-6">
        <UsageTrend usage={props.usage} livePosition={livePosition} />
      </div>
      <div class="order-1 min-w-0 sm:order-none sm:col-span-2 lg:col-span-6">
        <HealthTrend trends={props.trends} livePosition={livePosition} />
      </div>
      <div class="order-1 min-w-0 sm:order-none lg:col-span-4">
        <IncidentBreakdown statistics={props.incidents} livePosition={livePosition} />
      </div>
      <div class="order-1 min-w-0 sm:order-none lg:col-span-4">
        <RevenueByRenewal revenue={props.revenue} livePosition={livePosition} />
      </div>
      <div class="order-1 min-w-0 sm:order-none sm:col-span-2 lg:col-span-4">
        <RecentEvents
          recent={props.recent}
          limit={props.recentEvents}
          now={now}
          livePosition={livePosition}
        />
      </div>
    </>
  );
}
