import { useEffect, useMemo, useRef } from "preact/hooks";
import { RadarPages } from "@/components/dashboard/RadarPages.tsx";
import { RiskRadar } from "@/components/dashboard/RiskRadar.tsx";
import { useRowMotion } from "@/components/dashboard/row_motion.ts";
import type { LiveRadar } from "@/lib/analytics/live_radar.ts";
import { createRadarPage } from "@/lib/analytics/radar_page.ts";

interface LiveRiskRadarProps {
  radar: LiveRadar;
  /** Of the live stream, before the radar was read. */
  livePosition: string;
}

/** The risk radar, each client in its place as scores change. */
export default function LiveRiskRadar({ radar: initial, livePosition }: LiveRiskRadarProps) {
  const page = useMemo(() => createRadarPage(initial), []);
  const root = useRef<HTMLDivElement>(null);
  const radar = page.radar.value;
  useEffect(() => page.follow(livePosition), []);
  useRowMotion(root, radar.rows.map(({ clientId }) => clientId));
  return (
    <div ref={root}>
      <RiskRadar
        rows={radar.rows}
        total={radar.total}
        clientCount={radar.clientCount}
        changed={page.changed.value}
        footer={radar.total > radar.rows.length && <RadarPages {...radar} />}
      />
    </div>
  );
}
