import { Card } from "@/components/ui/Card.tsx";
import { EmptyState } from "@/components/ui/EmptyState.tsx";
import { Link } from "@/components/ui/Link.tsx";
import { SeverityMark } from "@/components/ui/SeverityMark.tsx";
import { VisuallyHidden } from "@/components/ui/VisuallyHidden.tsx";
import type { IncidentStatistics } from "@/lib/analytics/incident_statistics.ts";
import { pageAddress } from "@/lib/format/address.ts";
import { formatCount, formatPoints, formatQuantity } from "@/lib/format/number.ts";
import { INCIDENT_STATUSES, type IncidentStatus, SEVERITIES, type Severity } from "@/lib/scoring/types.ts";

const STATUS_WORDS: Record<IncidentStatus, string> = {
  open: "Open",
  investigating: "Investigating",
  resolved: "Resolved",
};

/** Incidents by how bad they are and how far they are dealt with. The figures are few enough to be the picture. */
export function IncidentBreakdownCard({ statistics }: { statistics: IncidentStatistics }) {
  const { bySeverityAndStatus, timeToResolve, openByAge, days } = statistics;
  const countOf = (severity: Severity, status: IncidentStatus) =>
    bySeverityAndStatus.find((cell) => cell.severity === severity && cell.status === status)?.count ?? 0;
  const hoursOf = (severity: Severity) =>
    timeToResolve.find((row) => row.severity === severity)?.meanHours ?? null;
  const most = Math.max(1, ...bySeverityAndStatus.map(({ count }) => count));
  const none = bySeverityAndStatus.every(({ count }) => count === 0);
  return (
    <Card
      title="Incidents"
      id="incident-breakdown"
      note={`Resolved: in the last ${formatQuantity(days, "day")}`}
      aside={<Link href={pageAddress("/incidents")} class="text-accent hover:underline">All</Link>}
    >
      {none
        ? (
          <EmptyState title="No incidents">
            None is unresolved, and none was resolved in the last {formatQuantity(days, "day")}.
          </EmptyState>
        )
        : (
          <>
            <table class="w-full text-13">
              <caption class="sr-only">Incidents by severity and status</caption>
              <thead class="text-12 text-ink-3">
                <tr>
                  <th scope="col" class="pb-2 text-left font-medium">
                    <VisuallyHidden>Severity</VisuallyHidden>
                  </th>
                  {INCIDENT_STATUSES.map((status) => (
                    <th key={status} scope="col" class="pb-2 text-right font-medium">
                      {STATUS_WORDS[status]}
                    </th>
                  ))}
                  <th scope="col" class="w-14 pb-2 text-right align-bottom font-medium">Time to resolve</th>
                </tr>
              </thead>
              <tbody class="divide-y border-t">
                {SEVERITIES.map((severity) => (
                  <tr key={severity}>
                    <th scope="row" class="py-3 text-left font-medium">
                      <span class="flex items-center gap-2">
                        <SeverityMark severity={severity} />
                        {severity.charAt(0).toUpperCase() + severity.slice(1)}
                      </span>
                    </th>
                    {INCIDENT_STATUSES.map((status) => (
                      <CountCell key={status} count={countOf(severity, status)} most={most} status={status} />
                    ))}
                    <td class="py-3 text-right text-ink-2">{hours(hoursOf(severity))}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p class="mt-3 text-12 text-ink-3">{ageSentence(openByAge)}</p>
          </>
        )}
    </Card>
  );
}

/** The figure, and a square whose area grows with it. */
function CountCell({ count, most, status }: { count: number; most: number; status: IncidentStatus }) {
  const side = count === 0 ? 0 : Math.max(3, 12 * Math.sqrt(count / most));
  return (
    <td class="py-3 text-right">
      <span class={`inline-flex items-center gap-2 ${count === 0 ? "text-ink-3" : "font-medium"}`}>
        <svg width="12" height="12" aria-hidden="true" focusable="false">
          <rect
            x={6 - side / 2}
            y={6 - side / 2}
            width={side}
            height={side}
            rx="1"
            class={status === "resolved" ? "fill-line-strong" : "fill-ink-2"}
          />
        </svg>
        {formatCount(count)}
      </span>
    </td>
  );
}

function hours(mean: number | null): string {
  if (mean === null) return "–";
  return mean < 48 ? `${formatPoints(mean)} h` : `${formatPoints(mean / 24)} d`;
}

function ageSentence(ages: IncidentStatistics["openByAge"]): string {
  const open = ages.reduce((sum, { count }) => sum + count, 0);
  const old = ages.filter(({ fromDays }) => fromDays >= 7).reduce((sum, { count }) => sum + count, 0);
  if (open === 0) return "Nothing is unresolved now";
  return `${formatCount(open)} unresolved now, ${old === 0 ? "none" : formatCount(old)} for more than a week`;
}
