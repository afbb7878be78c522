import type { ComponentChildren, HTMLAttributes } from "preact";
import type { IncidentItem } from "@/components/client/types.ts";
import { PrintRest } from "@/components/client/PrintRest.tsx";
import { Age } from "@/components/ui/Age.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { SeverityMark } from "@/components/ui/SeverityMark.tsx";

interface IncidentListProps {
  /** Open first, worst first. */
  incidents: readonly IncidentItem[];
  /** ISO 8601. */
  now: string;
  timeZone: string;
  /** What can be done with one, at its right. */
  action?: (incident: IncidentItem) => ComponentChildren;
  aside?: ComponentChildren;
  /** Of a list that keeps its rows in place while somebody is in it. */
  place?: HTMLAttributes<HTMLUListElement>;
}

export function IncidentList({ incidents, now, timeZone, action, aside, place }: IncidentListProps) {
  const open = incidents.filter(({ status }) => status !== "resolved").length;
  return (
    <Card title="Incidents" id="incidents" aside={aside ?? `${open} unresolved`} flush>
      {incidents.length === 0
        ? (
          <p class="border-t px-4 py-4 text-ink-2">
            No incident is unresolved, and none was resolved lately.
          </p>
        )
        : (
          <ul class="print-few divide-y border-t" {...place}>
            {incidents.map((incident) => (
              <li
                key={incident.id}
                data-incident={incident.id}
                class="flex min-h-14 items-center gap-3 px-4 py-2"
              >
                <SeverityMark severity={incident.severity} />
                <div class="min-w-0 flex-1">
                  <p
                    dir="auto"
                    title={incident.title}
                    class={`clamp-2 long-word ${
                      incident.status === "resolved" ? "text-ink-2" : "font-medium"
                    }`}
                  >
                    {incident.title}
                  </p>
                  <p class="text-12 text-ink-3">
                    {incident.severity} · {incident.status} · opened{" "}
                    <Age at={incident.openedAt} now={now} timeZone={timeZone} />
                    {incident.resolvedAt !== null && (
                      <>
                        , resolved <Age at={incident.resolvedAt} now={now} timeZone={timeZone} />
                      </>
                    )}
                  </p>
                </div>
                {action?.(incident)}
              </li>
            ))}
          </ul>
        )}
      <PrintRest count={incidents.length} />
    </Card>
  );
}
