/** How many incidents there are, in figures and words. Pure, for server and browser. */
import type { IncidentStatistics } from "@/lib/analytics/incident_statistics.ts";
import { agreeing, formatCount, formatPoints, formatQuantity } from "@/lib/format/number.ts";
import type { Severity } from "@/lib/scoring/types.ts";

export interface SeverityCount {
  /** Under investigation included. */
  open: number;
  investigating: number;
}

export function countOf({ bySeverityAndStatus }: IncidentStatistics, severity?: Severity): SeverityCount {
  const sum = (statuses: readonly string[]) =>
    bySeverityAndStatus.filter((entry) =>
      (severity === undefined || entry.severity === severity) && statuses.includes(entry.status)
    ).reduce((total, { count }) => total + count, 0);
  return { open: sum(["open", "investigating"]), investigating: sum(["investigating"]) };
}

/** "6 are unresolved, 2 of them under investigation; 9 were resolved in the last 30 days, after 14 h on average" */
export function incidentSentence(statistics: IncidentStatistics): string {
  const { open, investigating } = countOf(statistics);
  const all = statistics.timeToResolve.find(({ severity }) => severity === "all");
  return [
    openClause(open, investigating),
    ...(all && all.resolved > 0 ? [resolvedClause(all.resolved, all.meanHours, statistics.days)] : []),
  ].join("; ");
}

function openClause(open: number, investigating: number): string {
  if (open === 0) return "None is unresolved";
  const part = investigating === 0
    ? ""
    : investigating === open
    ? ", under investigation"
    : `, ${formatCount(investigating)} of them under investigation`;
  return `${formatCount(open)} ${agreeing(open, "is", "are")} unresolved${part}`;
}

function resolvedClause(resolved: number, meanHours: number | null, days: number): string {
  const mean = meanHours === null
    ? ""
    : `, after ${durationWords(meanHours)}${agreeing(resolved, "", " on average")}`;
  return `${formatCount(resolved)} ${agreeing(resolved, "was", "were")} resolved in the last ${
    formatQuantity(days, "day")
  }${mean}`;
}

function durationWords(hours: number): string {
  if (hours >= 48) return `${formatPoints(hours / 24)} days`;
  return hours < 1 ? "less than an hour" : `${formatPoints(hours)} h`;
}
