import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { ClientFormDialog, DeleteClientDialog } from "@/components/clients/dialogs.ts";
import type { FormChoices } from "@/components/clients/ClientFormFields.tsx";
import { ClientTable, type ClientTableProps } from "@/components/clients/ClientTable.tsx";
import { ClientsHead } from "@/components/clients/ClientsHead.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { Icon, type IconName } from "@/components/ui/Icon.tsx";
import { Pages } from "@/components/ui/Pages.tsx";
import { Popover } from "@/components/ui/Popover.tsx";
import { useSteadyList } from "@/lib/browser/steady_list.ts";
import { createLiveList } from "@/lib/client_list/live_list.ts";
import type { ClientListPage, ClientRow } from "@/lib/client_list/row.ts";
import { pageLink, type PageParameters } from "@/lib/lists/page_link.ts";

type Action = "edit" | "delete";

interface ClientTableLiveProps
  extends Pick<ClientTableProps, "columns" | "columnsChosen" | "parameters" | "now"> {
  list: ClientListPage;
  /** What the list asks for, as the API takes it. */
  api: PageParameters;
  exportParameters: PageParameters;
  pageSize: number;
  choices: FormChoices;
  /** Of the live stream, before the list was read. */
  livePosition: string;
  /** Creates a client. */
  create: ComponentChildren;
  /** Stands where no client is listed. */
  nothing: ComponentChildren;
  /** The filters, between head and list. */
  children: ComponentChildren;
}

/** The list of clients, which follows the live stream, edits and deletes. */
export function ClientTableLive(props: ClientTableLiveProps) {
  const { api, exportParameters, pageSize, choices, livePosition, create, nothing, children, ...table } =
    props;
  const live = useMemo(() => createLiveList(props.list, { api, pageSize, seenAt: props.now }), []);
  const open = useSignal<{ action: Action; client: { id: string; name: string } } | null>(null);
  useEffect(() => live.follow(livePosition), []);
  const { rows, total, mrr, page, gone } = live.state.value;
  const steady = useSteadyList(rows, ({ clientId }) => clientId, "client");
  const close = () => open.value = null;
  const dialog = { onClose: close, client: open.value?.client ?? { id: "", name: "" } };
  return (
    <div class="flex flex-col gap-6">
      <ClientsHead total={total} mrr={mrr} exportParameters={exportParameters} create={create} />
      {children}
      <div>
        <Card flush>
          {steady.rows.length === 0 ? nothing : (
            <>
              <div {...steady.place}>
                <ClientTable
                  {...table}
                  rows={steady.rows}
                  absent={new Map(
                    [...steady.left].map((
                      id,
                    ) => [id, gone.has(id) ? "deleted" : "not in this list any more"]),
                  )}
                  changed={live.changed.value}
                  now={live.now.value}
                  action={(row) => (
                    <RowMenu
                      row={row}
                      onChoose={(action) => open.value = { action, client: clientOf(row) }}
                    />
                  )}
                />
              </div>
              <Pages
                page={page}
                pageSize={pageSize}
                total={total}
                noun="client"
                waiting={steady.waiting}
                link={(number) => pageLink(table.parameters, { page: String(number) })}
              />
            </>
          )}
        </Card>
      </div>
      {open.value?.action === "edit" && (
        <ClientFormDialog {...dialog} choices={choices} onSaved={live.refresh} />
      )}
      {open.value?.action === "delete" && <DeleteClientDialog {...dialog} onDeleted={live.refresh} />}
    </div>
  );
}

function clientOf({ clientId, name }: ClientRow): { id: string; name: string } {
  return { id: clientId, name };
}

const MENU: readonly { action: Action; label: string; icon: IconName }[] = [
  { action: "edit", label: "Edit", icon: "edit" },
  { action: "delete", label: "Delete", icon: "trash" },
];

function RowMenu({ row, onChoose }: { row: ClientRow; onChoose: (action: Action) => void }) {
  const id = `menu-${row.clientId}`;
  return (
    <Popover id={id} label={`Actions for ${row.name}`} icon="more" compact>
      {MENU.map(({ action, label, icon }) => (
        <button
          key={action}
          type="button"
          popovertarget={id}
          popovertargetaction="hide"
          onClick={() => onChoose(action)}
          class="flex h-9 w-full items-center gap-2 rounded-control px-3 text-left hover:bg-canvas coarse:h-11"
        >
          <Icon name={icon} class="text-ink-3" />
          {label}
          <span class="sr-only">{row.name}</span>
        </button>
      ))}
    </Popover>
  );
}
