import { useEffect, useMemo, useRef } from "preact/hooks";
import { RadarFilterForm } from "@/components/dashboard/RadarFilterForm.tsx";
import { RadarPages } from "@/components/dashboard/RadarPages.tsx";
import { RiskRadar } from "@/components/dashboard/RiskRadar.tsx";
import { useRowMotion } from "@/components/dashboard/row_motion.ts";
import { dashboardAddress, type DashboardQuery, isFiltered } from "@/lib/analytics/dashboard_address.ts";
import type { LiveRadar } from "@/lib/analytics/live_radar.ts";
import { createRadarPage } from "@/lib/analytics/radar_page.ts";
import { useSteadyList } from "@/lib/browser/steady_list.ts";

const CARD = "risk-radar";

interface LiveRiskRadarProps {
  radar: LiveRadar;
  /** What the page shows, for links to other pages of the radar. */
  query: DashboardQuery;
  /** Names to filter by. */
  owners: string[];
  /** Of the live stream, before the radar was read. */
  livePosition: string;
}

/** The risk radar, each client in its place as scores change. */
export function LiveRiskRadar({ radar: initial, query, owners, livePosition }: LiveRiskRadarProps) {
  const page = useMemo(() => createRadarPage(initial), []);
  const root = useRef<HTMLDivElement>(null);
  const radar = page.radar.value;
  useEffect(() => page.follow(livePosition), []);
  const steady = useSteadyList(radar.rows, ({ clientId }) => clientId, "client");
  useRowMotion(root, steady.rows.map(({ clientId }) => clientId));
  const href = (number: number) => dashboardAddress({ ...query, page: number }, CARD);
  return (
    <div ref={root} class="h-full" {...steady.place}>
      <RiskRadar
        rows={steady.rows}
        total={radar.total}
        clientCount={radar.clientCount}
        changed={page.changed.value}
        filter={<RadarFilterForm query={query} owners={owners} />}
        allHref={isFiltered(query) ? dashboardAddress({ currency: query.currency }, CARD) : undefined}
        footer={radar.total > radar.rows.length && <RadarPages {...radar} href={href} />}
      />
    </div>
  );
}
