import type { Signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { Icon } from "@/components/ui/Icon.tsx";
import { everybodyPhrase } from "@/components/simulation/words.ts";
import { FIELD } from "@/components/simulation/field.ts";
import { FieldNote, noted } from "@/components/ui/Field.tsx";
import type { FormFault } from "@/lib/forms/faults.ts";
import { createClientSearch } from "@/lib/clients/search.ts";
import { useSteadyList } from "@/lib/browser/steady_list.ts";
import { formatQuantity } from "@/lib/format/number.ts";
import type { ChosenClient } from "@/lib/simulation/panel.ts";

interface ClientPickerProps {
  chosen: Signal<readonly ChosenClient[]>;
  /** The first clients, to choose from before anything is searched for. */
  first: readonly ChosenClient[];
  /** Current clients in all. */
  clientCount: number;
  /** What is wrong with the choice. */
  fault: Signal<FormFault | null>;
  disabled: boolean;
}

const SEARCH = "find-clients";

/** Chooses clients from a list that can be searched; none chosen stands for all. */
export function ClientPicker({ chosen, first, clientCount, fault, disabled }: ClientPickerProps) {
  const search = useMemo(createClientSearch, []);
  useEffect(() => search.stop, []);
  const found = search.found.value;
  const offered = found?.clients ?? first;
  const isChosen = (id: string) => chosen.value.some((client) => client.id === id);

  function toggle({ id, name }: ChosenClient): void {
    fault.value = null;
    chosen.value = isChosen(id)
      ? chosen.value.filter((client) => client.id !== id)
      : [...chosen.value, { id, name }];
  }

  return (
    <div class="flex flex-col gap-3">
      <Chosen chosen={chosen} clientCount={clientCount} onRemove={toggle} />
      <input
        id={SEARCH}
        type="text"
        aria-label="Find clients"
        placeholder="Find clients by name"
        autocomplete="off"
        maxLength={200}
        disabled={disabled}
        class={FIELD}
        {...noted({ id: SEARCH, fault: fault.value ?? undefined })}
        onInput={({ currentTarget }) => search.search(currentTarget.value.trim())}
      />
      <div role="alert" class={fault.value ? "" : "sr-only"}>
        <FieldNote id={SEARCH} fault={fault.value ?? undefined} />
      </div>
      <fieldset class="h-44 overflow-y-auto rounded-control border" disabled={disabled}>
        <legend class="sr-only">Clients to choose</legend>
        {offered.map(({ id, name }) => (
          <label key={id} class="flex h-9 items-center gap-3 px-3 hover:bg-canvas coarse:h-11">
            <input
              type="checkbox"
              checked={isChosen(id)}
              onChange={() =>
                toggle({ id, name })}
            />
            <span class="truncate" title={name} dir="auto">{name}</span>
          </label>
        ))}
        {offered.length === 0 && (
          <p class="long-word px-3 py-2 text-ink-2">
            {found ? `No client found for “${found.text}”` : "No current clients"}
          </p>
        )}
      </fieldset>
      <p class="text-12 text-ink-3" role="status">
        {search.fault.value ?? (found && found.total > offered.length
          ? `The first ${offered.length} of ${
            formatQuantity(found.total, "client")
          }; type more to narrow them`
          : "")}
      </p>
    </div>
  );
}

interface ChosenProps {
  chosen: Signal<readonly ChosenClient[]>;
  clientCount: number;
  onRemove: (client: ChosenClient) => void;
}

function Chosen({ chosen, clientCount, onRemove }: ChosenProps) {
  const { rows, left, place } = useSteadyList(chosen.value, ({ id }) => id, "client");
  if (rows.length === 0) {
    return (
      <p class="flex min-h-7 items-center text-ink-2">
        None chosen: a pulse is for {everybodyPhrase(clientCount)}
      </p>
    );
  }
  return (
    <ul class="flex min-h-7 flex-wrap gap-2" aria-label="Chosen clients" {...place}>
      {rows.map((client) => (
        <li key={client.id} data-client={client.id} class="min-w-0 max-w-full">
          <button
            type="button"
            aria-disabled={left.has(client.id)}
            class="inline-flex h-7 max-w-full items-center gap-1 rounded-full border border-accent bg-accent-tint px-3 text-13 coarse:h-11"
            onClick={() => left.has(client.id) || onRemove(client)}
          >
            <span class="sr-only">Leave out</span>
            <span class="truncate" title={client.name} dir="auto">{client.name}</span>
            <Icon name="close" class="h-3 w-3 shrink-0" />
          </button>
        </li>
      ))}
    </ul>
  );
}
