/** Finding clients by words of their name, as one types. Browser only. */
import { type ReadonlySignal, signal } from "@preact/signals";
import { ApiError, getJson } from "@/lib/browser/api.ts";
import type { ClientView } from "@/lib/clients/view.ts";

const RESULTS_MAX = 8;
/** Longer than between two keys of a quick typist, too short to be felt as a wait. */
const PAUSE_MS = 120;

export type FoundClient = Pick<
  ClientView,
  "id" | "externalId" | "name" | "plan" | "health" | "status" | "endedOn"
>;

export interface Found {
  /** What was searched for. */
  text: string;
  clients: readonly FoundClient[];
  /** All that match, beyond those given too. */
  total: number;
}

export interface ClientSearch {
  /** Of the latest search that was answered; `null` before the first. */
  readonly found: ReadonlySignal<Found | null>;
  readonly searching: ReadonlySignal<boolean>;
  /** Why the latest search failed, in words. */
  readonly fault: ReadonlySignal<string | null>;
  /** Searches when nothing else is asked for within a moment; breaks off the search before. */
  search(text: string): void;
  stop(): void;
}

export function createClientSearch(): ClientSearch {
  const found = signal<Found | null>(null);
  const searching = signal(false);
  const fault = signal<string | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | null = null;

  async function run(text: string, { signal: ended }: AbortController): Promise<void> {
    const query = new URLSearchParams({ search: text, limit: String(RESULTS_MAX) });
    try {
      const { clients, total } = await getJson<{ clients: ClientView[]; total: number }>(
        `/clients?${query}`,
        ended,
      );
      if (ended.aborted) return;
      found.value = { text, clients, total };
      fault.value = null;
    } catch (error) {
      if (ended.aborted) return;
      if (!(error instanceof ApiError)) throw error;
      fault.value = error.message;
    }
    searching.value = false;
  }

  function stop(): void {
    clearTimeout(timer);
    running?.abort();
    searching.value = false;
  }

  return {
    found,
    searching,
    fault,
    search(text) {
      stop();
      const search = running = new AbortController();
      searching.value = true;
      timer = setTimeout(() => void run(text, search), PAUSE_MS);
    },
    stop,
  };
}
