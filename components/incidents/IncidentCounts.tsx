import { Link } from "@/components/ui/Link.tsx";
import { SeverityMark } from "@/components/ui/SeverityMark.tsx";
import type { IncidentStatistics } from "@/lib/analytics/incident_statistics.ts";
import { formatCount } from "@/lib/format/number.ts";
import { countOf } from "@/lib/incident_list/counts.ts";
import { pageLink, type PageParameters, toggled } from "@/lib/lists/page_link.ts";
import { SEVERITIES } from "@/lib/scoring/types.ts";

interface IncidentCountsProps {
  statistics: IncidentStatistics;
  parameters: PageParameters;
}

/** How many are unresolved, by severity; each narrows the list to its own. */
export function IncidentCounts({ statistics, parameters }: IncidentCountsProps) {
  const chosen = parameters.severity?.split(",") ?? [];
  return (
    <ul aria-label="Unresolved incidents by severity" class="grid grid-cols-2 gap-3 sm:grid-cols-4 md:gap-6">
      {SEVERITIES.map((severity) => {
        const { open, investigating } = countOf(statistics, severity);
        const selected = chosen.includes(severity);
        return (
          <li
            key={severity}
            class={`relative flex items-center justify-between rounded-card border bg-surface p-3 sm:block sm:p-4 ${
              selected ? "border-accent" : ""
            }`}
          >
            <Link
              href={pageLink(parameters, { severity: toggled(parameters.severity, severity) })}
              aria-current={selected ? "true" : undefined}
              class="stretched flex items-center gap-2 text-13 font-medium capitalize text-ink-2"
            >
              <SeverityMark severity={severity} />
              {severity}
            </Link>
            <p class="text-20 font-semibold leading-tight tracking-tight sm:mt-2 sm:text-28">
              {formatCount(open)}
            </p>
            <p class="mt-1 hidden min-h-5 truncate text-12 text-ink-3 sm:block">
              {open === 0
                ? "none unresolved"
                : investigating === 0
                ? "unresolved"
                : `${formatCount(investigating)} under investigation`}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
