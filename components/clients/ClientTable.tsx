import type { ComponentChildren } from "preact";
import { ClientCard } from "@/components/clients/ClientCard.tsx";
import { ClientCell } from "@/components/clients/ClientCell.tsx";
import { BandMark } from "@/components/ui/BandBadge.tsx";
import { Link } from "@/components/ui/Link.tsx";
import { ScoreWithTrend } from "@/components/ui/ScoreWithTrend.tsx";
import { SortHead } from "@/components/ui/SortHead.tsx";
import { Tag } from "@/components/ui/Tag.tsx";
import { CLIENT_COLUMNS, column, type ColumnId, DEFAULT_COLUMNS } from "@/lib/client_list/columns.ts";
import type { ClientRow } from "@/lib/client_list/row.ts";
import { hasLeft } from "@/lib/clients/statuses.ts";
import { clientAddress } from "@/lib/format/address.ts";
import type { PageParameters } from "@/lib/lists/page_link.ts";

export interface ClientTableProps {
  rows: readonly ClientRow[];
  columns: readonly ColumnId[];
  /** The reader chose them: then all are shown, and the table scrolls sideways within itself where it must. */
  columnsChosen: boolean;
  /** Of the page, to sort with everything else kept. */
  parameters: PageParameters;
  /** The moment the page is seen from, ISO 8601. */
  now: string;
  /** Whose scores have just changed. */
  changed?: ReadonlySet<string>;
  /** Who is only still there because somebody is in the list, and why, in words. */
  absent?: ReadonlyMap<string, string>;
  /** What can be done with one, at its right. */
  action?: (row: ClientRow) => ComponentChildren;
}

/** From which width on a column is there, unless the reader chose it. */
const DROPPED: Partial<Record<ColumnId, string>> = {
  owner: "list-medium",
  incidents: "list-medium",
  data: "list-wide",
};

/** A table where there is room for one, a card for each client where there is not. */
export function ClientTable(props: ClientTableProps) {
  const { rows, columns, columnsChosen, parameters } = props;
  const place = (id: ColumnId) => columnsChosen ? "" : DROPPED[id] ?? "";
  const sort = parameters.sort ?? "name";
  const scroll = columnsChosen && columns.length > DEFAULT_COLUMNS.length - 2;
  return (
    <div class="list">
      <div
        class={scroll ? "list-scroll" : ""}
        {...(scroll ? { tabIndex: 0, role: "region", "aria-label": "Clients, scrolls sideways" } : {})}
      >
        <table class="list-table text-13" role="table">
          <caption class="sr-only">Clients</caption>
          <thead class="list-head text-12 text-ink-3" role="rowgroup">
            <tr role="row">
              <SortHead label="Client" sort="name" current={sort} parameters={parameters} />
              {columns.map((id) => (
                <SortHead
                  key={id}
                  label={CLIENT_COLUMNS[id].label}
                  {...sortOf(id)}
                  current={sort}
                  parameters={parameters}
                  class={place(id)}
                />
              ))}
              {props.action && (
                <th scope="col" role="columnheader" class="w-12">
                  <span class="sr-only">Actions</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody class="divide-y" role="rowgroup">
            {rows.map((row) => <Row key={row.clientId} row={row} place={place} {...props} />)}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function sortOf(id: ColumnId): { sort?: string; numeric?: boolean } {
  const { sort, numeric } = column(id);
  return { ...(sort ? { sort } : {}), ...(numeric ? { numeric } : {}) };
}

function Row(
  { row, columns, place, now, changed, absent, action }: ClientTableProps & {
    row: ClientRow;
    place: (id: ColumnId) => string;
  },
) {
  const why = absent?.get(row.clientId) ?? null;
  const tinted = changed?.has(row.clientId) ?? false;
  return (
    <tr
      role="row"
      class={`list-row ${why !== null ? "opacity-50" : "hover:bg-canvas"}`}
      data-client={row.clientId}
    >
      <th scope="row" role="rowheader" class="list-name text-left font-normal">
        <div class="list-title">
          <span class="list-card">
            {hasLeft(row.status) ? <Tag>left</Tag> : <BandMark band={row.band} labelled />}
          </span>
          <Link
            href={clientAddress(row.clientId)}
            title={row.name}
            dir="auto"
            class="stretched min-w-0 flex-1 truncate text-14 font-medium"
          >
            {row.name}
          </Link>
          <span class="list-card">
            <ScoreWithTrend score={row.score} trend={row.trend} tinted={tinted} />
          </span>
        </div>
        <p class="list-cell truncate text-12 text-ink-3" title={row.plan} dir="auto">{why ?? row.plan}</p>
        <ClientCard row={row} absent={why} />
      </th>
      {columns.map((id) => (
        <td
          key={id}
          role="cell"
          class={`list-cell ${column(id).numeric ? "text-right" : ""} ${place(id)}`}
        >
          <ClientCell id={id} row={row} now={now} tinted={tinted} />
        </td>
      ))}
      {action && <td role="cell" class="list-action text-right">{why === null && action(row)}</td>}
    </tr>
  );
}
