import { IncidentBreakdownCard } from "@/components/dashboard/IncidentBreakdownCard.tsx";
import type { IncidentStatistics } from "@/lib/analytics/incident_statistics.ts";
import { useLiveReport } from "@/lib/analytics/live_report.ts";

interface IncidentBreakdownProps {
  statistics: IncidentStatistics;
  /** Of the live stream, before the report was read. */
  livePosition: string;
}

/** Incidents by severity and status, as they are opened and resolved. */
export function IncidentBreakdown({ statistics, livePosition }: IncidentBreakdownProps) {
  const path = `/analytics/incidents?days=${statistics.days}`;
  const current = useLiveReport(statistics, { path, livePosition });
  return <IncidentBreakdownCard statistics={current.value} />;
}
