/** One open list of clients: scores change in their rows as the stream tells them; for all else it is read again. */
import { batch, type ReadonlySignal, signal } from "@preact/signals";
import { type RadarEvent, toRadarEvent } from "@/lib/analytics/live_radar.ts";
import { getJson } from "@/lib/browser/api.ts";
import { createRefresher } from "@/lib/browser/refresher.ts";
import { createTint } from "@/lib/browser/tint.ts";
import type { ClientListPage, ClientRow } from "@/lib/client_list/row.ts";
import { pageLink, pageNumber, type PageParameters } from "@/lib/lists/page_link.ts";
import { readPageOrLast } from "@/lib/lists/live_page.ts";
import { subscribe } from "@/lib/live/browser/connection.ts";

/** Ages are told anew this often. */
const TICK_MS = 10_000;
/** Gathers what an import or a form changes in quick succession. */
const GATHER_MS = 500;

export interface ListState extends ClientListPage {
  /** From 1. */
  page: number;
  /** Deleted since the list was first read. */
  gone: ReadonlySet<string>;
}

/** The list after an event; the very same object when nothing that it shows has changed. Pure. */
export function applyToList(state: ListState, { event, data }: RadarEvent): ListState {
  if (event === "overview") return withFreshness(state, data.scoresStaleFrom);
  if (!("row" in data)) {
    const shown = state.rows.some(({ clientId }) => clientId === data.clientId);
    return shown ? { ...state, gone: new Set([...state.gone, data.clientId]) } : state;
  }
  const { row } = data;
  const index = state.rows.findIndex(({ clientId }) => clientId === row.clientId);
  const before = state.rows[index];
  // A score computed earlier than the one shown was overtaken on its way.
  if (!before || row.computedAt < before.computedAt) return state;
  return { ...state, rows: state.rows.with(index, { ...before, ...row }) };
}

/** A score that came out the same is not told; but none is staler than the oldest of all. */
function withFreshness(state: ListState, staleFrom: string | null): ListState {
  const isOlder = (row: ClientRow) =>
    staleFrom !== null && row.staleFrom !== null && row.staleFrom < staleFrom;
  if (!state.rows.some(isOlder)) return state;
  return { ...state, rows: state.rows.map((row) => isOlder(row) ? { ...row, staleFrom } : row) };
}

export interface LiveList {
  readonly state: ReadonlySignal<ListState>;
  /** Clients whose scores have just changed. */
  readonly changed: ReadonlySignal<ReadonlySet<string>>;
  /** The moment the page is seen from, ISO 8601. */
  readonly now: ReadonlySignal<string>;
  /** Follows the stream from that position until the returned function is called. Browser only. */
  follow(after: string): () => void;
  /** Reads the list again: something was done that it may show. */
  refresh(): void;
}

interface LiveListOptions {
  /** What the list asks for, as the API takes it, and its page. */
  api: PageParameters;
  pageSize: number;
  /** When the list was rendered, ISO 8601. */
  seenAt: string;
}

export function createLiveList(
  initial: ClientListPage,
  { api, pageSize, seenAt }: LiveListOptions,
): LiveList {
  const state = signal<ListState>({ ...initial, page: pageNumber(api), gone: new Set() });
  const tint = createTint();
  const now = signal(seenAt);
  /** What came while a read is under way, which may have been answered before it; `null` between reads. */
  let during: RadarEvent[] | null = null;
  const refresher = createRefresher(readAgain, { delayMs: GATHER_MS });

  function show(next: ListState): void {
    const before = new Map(state.value.rows.map(({ clientId, score }) => [clientId, score]));
    const changed = next.rows.filter(({ clientId, score }) =>
      before.has(clientId) && before.get(clientId) !== score
    );
    batch(() => {
      state.value = next;
      tint.add(changed.map(({ clientId }) => clientId));
    });
  }

  async function readAgain(): Promise<void> {
    const missed: RadarEvent[] = [];
    during = missed;
    try {
      const { found, page } = await readPageOrLast(
        (number) =>
          getJson<ClientListPage>(`/analytics/client-list${pageLink(api, { page: String(number) })}`),
        { page: state.value.page, pageSize },
      );
      const { rows, total, mrr } = found;
      show(missed.reduce(applyToList, { rows, total, mrr, page, gone: state.value.gone }));
      now.value = new Date().toISOString();
    } finally {
      during = null;
    }
  }

  return {
    state,
    changed: tint.ids,
    now,
    refresh: () => refresher.request(),
    follow(after) {
      const tick = () => now.value = new Date().toISOString();
      tick();
      const timer = setInterval(tick, TICK_MS);
      const unsubscribe = subscribe(["overview"], { after }, (event) => {
        // What belongs here, and where, only a read can tell; a score leaves its row where it is.
        if (event.event === "client" || event.event === "resync") refresher.request();
        const news = toRadarEvent(event);
        if (!news) return;
        during?.push(news);
        show(applyToList(state.value, news));
      });
      return () => {
        unsubscribe();
        refresher.stop();
        clearInterval(timer);
      };
    },
  };
}
