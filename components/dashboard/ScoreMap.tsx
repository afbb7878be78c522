import { useMemo } from "preact/hooks";
import { ScoreMapCard } from "@/components/dashboard/ScoreMapCard.tsx";
import { dashboardAddress, type DashboardQuery } from "@/lib/analytics/dashboard_address.ts";
import { useLiveReport } from "@/lib/analytics/live_report.ts";
import type { ScoreMap as ScoreMapReport } from "@/lib/analytics/score_map.ts";
import { mapAccounts } from "@/lib/charts/score_map.ts";

interface ScoreMapProps {
  map: ScoreMapReport;
  /** At most so many accounts. */
  limit: number;
  /** What the page shows now, for links to the map in other currencies. */
  query: DashboardQuery;
  /** Of the live stream, before the report was read. */
  livePosition: string;
}

/** Every account between score and money, moving as scores change. */
export function ScoreMap({ map, limit, query, livePosition }: ScoreMapProps) {
  const chosen = map.currency === null ? "" : `&currency=${map.currency}`;
  const current = useLiveReport(map, { path: `/analytics/score-map?limit=${limit}${chosen}`, livePosition });
  const { total, unscored, currencies } = current.value;
  const figures = useMemo(() => {
    const { points, currency, edges, usageType, windowDays } = current.value;
    return { accounts: mapAccounts(points), currency: currency ?? "", edges, usageType, windowDays };
  }, [current.value]);
  return (
    <ScoreMapCard
      figures={figures}
      total={total}
      unscored={unscored}
      currencies={currencies.map(({ currency }) => ({
        currency,
        href: dashboardAddress({ ...query, currency }, "score-map"),
      }))}
    />
  );
}
