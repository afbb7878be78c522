import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { movedBy, paletteGroups, type PaletteOption } from "@/components/shell/palette_options.ts";
import { optionId, PaletteResults, RESULTS_ID } from "@/components/shell/PaletteResults.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import { recentClients } from "@/lib/browser/recent_clients.ts";
import { createClientSearch } from "@/lib/clients/search.ts";

/** Finds a client or a page and goes there. Opens when it is mounted; to be unmounted when `onClose` is called. */
export function PaletteDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const search = useMemo(createClientSearch, []);
  const recent = useMemo(recentClients, []);
  const text = useSignal("");
  const active = useSignal(0);
  // Until the next answer comes the last one stands: nothing flickers.
  const clients = search.found.value?.clients ?? [];
  const groups = paletteGroups({ text: text.value, clients, recent });
  const options = groups.flatMap(({ options }) => options);
  const chosen = options[Math.min(active.value, options.length - 1)];

  useEffect(() => {
    dialog.current?.showModal();
    return search.stop;
  }, []);

  function type(value: string): void {
    text.value = value;
    active.value = 0;
    if (value.trim() === "") search.stop();
    else search.search(value.trim());
  }

  function press(event: KeyboardEvent): void {
    // A key that ends the composing of a character is no command.
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      active.value = movedBy(active.value, event.key === "ArrowDown" ? 1 : -1, options.length);
    } else if (event.key === "Enter" && chosen) {
      go(chosen, event.ctrlKey || event.metaKey);
    } else return;
    event.preventDefault();
  }

  function go({ href }: PaletteOption, apart: boolean): void {
    // Closed before the page is left: whoever comes back finds the page, not the dialog.
    dialog.current?.close();
    if (apart) globalThis.open(href, "_blank", "noopener");
    else location.assign(href);
  }

  return (
    <dialog
      ref={dialog}
      class="palette text-14 text-ink"
      aria-label="Go to a client or a page"
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && dialog.current?.close()}
    >
      <div class="flex h-full flex-col">
        <div class="flex h-14 shrink-0 items-center gap-3 border-b px-4">
          <Icon name="search" class="text-ink-3" />
          <input
            type="text"
            role="combobox"
            aria-label="Client or page"
            aria-autocomplete="list"
            aria-expanded={options.length > 0}
            aria-controls={options.length > 0 ? RESULTS_ID : undefined}
            aria-activedescendant={chosen && optionId(chosen)}
            placeholder="Client or page"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            enterkeyhint="go"
            maxLength={200}
            class="h-11 min-w-0 flex-1 bg-transparent text-16 outline-none"
            onInput={(event) => type(event.currentTarget.value)}
            onKeyDown={press}
          />
          <button
            type="button"
            class="-mr-2 inline-flex h-9 min-w-9 items-center justify-center rounded-control px-2 text-12 text-ink-3 hover:text-ink coarse:h-11 coarse:min-w-11"
            onClick={() => dialog.current?.close()}
          >
            <span class="sr-only">Close</span>
            <span aria-hidden="true" class="hidden rounded-control border px-2 py-1 sm:inline">Esc</span>
            <Icon name="close" class="sm:hidden" />
          </button>
        </div>
        <PaletteResults
          groups={groups}
          active={chosen?.key ?? null}
          text={text.value.trim()}
          searching={search.searching.value}
          fault={search.fault.value}
          onPoint={(option) => active.value = options.indexOf(option)}
          onLeave={() => dialog.current?.close()}
        />
      </div>
    </dialog>
  );
}
