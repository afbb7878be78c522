import { useSignal } from "@preact/signals";
import { type FunctionComponent } from "preact";
import { useEffect } from "preact/hooks";
import { Icon } from "@/components/ui/Icon.tsx";
import { forgetClient, type RecentClient, rememberClient } from "@/lib/browser/recent_clients.ts";

interface CommandPaletteProps {
  /** The client whose page this is. */
  client: RecentClient | null;
}

type Dialog = FunctionComponent<{ onClose: () => void }>;

let loading: Promise<Dialog> | null = null;

/** Fetched when it is first wanted: every page has the button, few visits need the rest. */
function loadDialog(): Promise<Dialog> {
  loading ??= import("@/components/shell/PaletteDialog.tsx").then(({ PaletteDialog }) => PaletteDialog);
  loading.catch(() => loading = null);
  return loading;
}

/** The search button of the top bar, and the palette that it or Ctrl-K opens. */
export function CommandPalette({ client }: CommandPaletteProps) {
  const dialog = useSignal<{ Component: Dialog } | null>(null);
  const open = useSignal(false);
  const failed = useSignal(false);
  const shortcut = useSignal("Ctrl K");

  async function show(): Promise<void> {
    // Another dialog is asking something already.
    if (document.querySelector("dialog[open]")) return;
    failed.value = false;
    try {
      dialog.value ??= { Component: await loadDialog() };
      open.value = true;
    } catch {
      failed.value = true;
    }
  }

  useEffect(() => {
    if (/Mac|iPhone|iPad/.test(navigator.platform)) shortcut.value = "⌘ K";
    // The page of a client that is gone says so; it is not to be offered again.
    if (client) document.querySelector("[data-error]") ? forgetClient(client.id) : rememberClient(client);
    const ended = new AbortController();
    addEventListener("keydown", (event) => {
      // Half of the shortcut: by the other half the dialog is there, and no key after it is lost.
      if (event.key === "Control" || event.key === "Meta") void loadDialog().catch(() => {});
      const wanted = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      if (!wanted || event.shiftKey || event.altKey) return;
      event.preventDefault();
      void show();
    }, { signal: ended.signal });
    return () => ended.abort();
  }, []);

  const Dialog = dialog.value?.Component;
  return (
    <>
      <button
        type="button"
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        onPointerEnter={() => void loadDialog().catch(() => {})}
        onClick={() => void show()}
        class="inline-flex h-9 w-9 items-center justify-center gap-2 rounded-control text-13 text-ink-2 transition-colors hover:text-ink coarse:h-11 coarse:w-11 sm:w-auto sm:border sm:bg-surface sm:px-3 sm:coarse:w-auto"
      >
        <Icon name="search" />
        <span class="sr-only sm:not-sr-only">Search</span>
        <span aria-hidden="true" class="ml-2 hidden text-12 text-ink-3 md:inline">{shortcut.value}</span>
      </button>
      {failed.value && (
        <p role="alert" class="whitespace-nowrap text-12 text-critical">Search did not load; try again</p>
      )}
      {open.value && Dialog && <Dialog onClose={() => open.value = false} />}
    </>
  );
}
