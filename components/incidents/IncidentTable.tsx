import type { ComponentChildren } from "preact";
import { Age } from "@/components/ui/Age.tsx";
import { Link } from "@/components/ui/Link.tsx";
import { SeverityMark } from "@/components/ui/SeverityMark.tsx";
import { SortHead } from "@/components/ui/SortHead.tsx";
import { Tag } from "@/components/ui/Tag.tsx";
import { clientAddress } from "@/lib/format/address.ts";
import { shownSort, statusWord } from "@/lib/incident_list/words.ts";
import type { NamedIncidentView } from "@/lib/incidents/view.ts";
import type { PageParameters } from "@/lib/lists/page_link.ts";

interface IncidentTableProps {
  incidents: readonly NamedIncidentView[];
  parameters: PageParameters;
  /** The moment the page is seen from, ISO 8601. */
  now: string;
  /** What can be done with one, at its right. */
  action: (incident: NamedIncidentView) => ComponentChildren;
}

/** A table where there is room for one, a card for each incident where there is not. */
export function IncidentTable({ incidents, parameters, now, action }: IncidentTableProps) {
  const head = { current: shownSort(parameters), parameters };
  // By what is asked for: a column that came with a row would move all others.
  const withResolved = parameters.status === "resolved" || parameters.status === "all";
  return (
    <div class="list">
      <table class="list-table text-13" role="table">
        <caption class="sr-only">Incidents</caption>
        <thead class="list-head text-12 text-ink-3" role="rowgroup">
          <tr role="row">
            <SortHead label="Incident" sort="title" {...head} />
            <SortHead label="Client" {...head} />
            <SortHead label="Severity" sort="-severity" {...head} />
            <SortHead label="Status" sort="status" {...head} />
            <SortHead label="Opened" sort="openedAt" numeric {...head} />
            {withResolved && (
              <SortHead label="Resolved" sort="-resolvedAt" numeric {...head} class="list-medium" />
            )}
            <th scope="col" role="columnheader">
              <span class="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {incidents.map((incident) => (
            <Row
              key={incident.id}
              incident={incident}
              withResolved={withResolved}
              now={now}
              action={action}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = Pick<IncidentTableProps, "now" | "action"> & {
  incident: NamedIncidentView;
  /** There is a column for when it was resolved. */
  withResolved: boolean;
};

function Row({ incident, withResolved, now, action }: RowProps) {
  const { id, title, severity, status, openedAt, resolvedAt, simulated } = incident;
  const settled = status === "resolved";
  return (
    <tr role="row" class="list-row list-row-wrap" data-incident={id}>
      <th scope="row" role="rowheader" class="list-name list-name-wide text-left font-normal">
        <div class="list-title">
          <span class="list-card self-center">
            <SeverityMark severity={severity} />
          </span>
          <span
            class={`clamp-2 min-w-0 flex-1 text-14 ${settled ? "text-ink-2" : "font-medium"}`}
            title={title}
            dir="auto"
          >
            {title}
          </span>
          {simulated && <Tag>simulated</Tag>}
        </div>
        <p class="list-card mt-1 text-12 text-ink-3">
          <ClientLink incident={incident} inText /> · {severity} · {statusWord(status)} · opened{" "}
          <Age at={openedAt} now={now} />
        </p>
      </th>
      <td role="cell" class="list-cell">
        <span class="block max-w-36 truncate" dir="auto">
          <ClientLink incident={incident} />
        </span>
      </td>
      <td role="cell" class="list-cell">
        <span class="flex items-center gap-2 capitalize">
          <SeverityMark severity={severity} />
          <span class="list-word">{severity}</span>
        </span>
      </td>
      <td role="cell" class="list-cell">{statusWord(status)}</td>
      <td role="cell" class="list-cell whitespace-nowrap text-right text-ink-2">
        <Age at={openedAt} now={now} />
      </td>
      {withResolved && (
        <td role="cell" class="list-cell list-medium whitespace-nowrap text-right text-ink-2">
          {resolvedAt === null ? <span class="text-ink-3">–</span> : <Age at={resolvedAt} now={now} />}
        </td>
      )}
      <td role="cell" class="list-action text-right">{action(incident)}</td>
    </tr>
  );
}

interface ClientLinkProps {
  incident: NamedIncidentView;
  /** Among other words, where colour alone would not tell it from them. */
  inText?: boolean;
}

function ClientLink({ incident: { clientId, clientName }, inText = false }: ClientLinkProps) {
  if (clientName === null) return <span class="text-ink-3">deleted client</span>;
  return (
    <Link
      href={clientAddress(clientId)}
      class={`rounded-control text-accent ${inText ? "underline" : "hover:underline"}`}
      title={clientName}
    >
      {inText ? <bdi>{clientName}</bdi> : clientName}
    </Link>
  );
}
