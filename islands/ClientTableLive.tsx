import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { ClientFormDialog, DeleteClientDialog } from "@/components/clients/dialogs.ts";
import type { FormChoices } from "@/components/clients/ClientFormFields.tsx";
import { ClientTable, type ClientTableProps } from "@/components/clients/ClientTable.tsx";
import { Banner } from "@/components/ui/Banner.tsx";
import { Button } from "@/components/ui/Button.tsx";
import { Icon, type IconName } from "@/components/ui/Icon.tsx";
import { Popover } from "@/components/ui/Popover.tsx";
import { createLiveList } from "@/lib/client_list/live_list.ts";
import type { ClientRow } from "@/lib/client_list/row.ts";

type Action = "edit" | "delete";

interface ClientTableLiveProps extends
  Pick<
    ClientTableProps,
    "rows" | "columns" | "columnsChosen" | "parameters" | "now"
  > {
  choices: FormChoices;
  /** Of the live stream, before the rows were read. */
  livePosition: string;
}

/** The list of clients, whose scores follow the live stream, and which edits and deletes. */
export default function ClientTableLive(
  { rows, now, livePosition, choices, ...table }: ClientTableLiveProps,
) {
  const list = useMemo(() => createLiveList(rows, now), []);
  const open = useSignal<{ action: Action; client: { id: string; name: string } } | null>(null);
  useEffect(() => list.follow(livePosition), []);
  const { rows: shown, gone } = list.state.value;
  const close = () => open.value = null;
  const dialog = { onClose: close, client: open.value?.client ?? { id: "", name: "" } };
  return (
    <>
      {list.outdated.value && (
        <div class="px-4 pb-3 pt-4">
          <Banner action={<Button onClick={() => location.reload()}>Reload</Button>}>
            This list has missed changes while live updates were paused. It is read again when you are done
            here.
          </Banner>
        </div>
      )}
      <ClientTable
        {...table}
        rows={shown}
        gone={gone}
        changed={list.changed.value}
        now={list.now.value}
        action={(row) => (
          <RowMenu
            row={row}
            onChoose={(action) => open.value = { action, client: clientOf(row) }}
          />
        )}
      />
      {open.value?.action === "edit" && (
        <ClientFormDialog
          {...dialog}
          choices={choices}
          onSaved={() => location.reload()}
        />
      )}
      {open.value?.action === "delete" && (
        <DeleteClientDialog
          {...dialog}
          onDeleted={() => location.reload()}
        />
      )}
    </>
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
