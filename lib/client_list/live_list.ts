/** The rows of one open list of clients, which follow the live stream. Their order stays: somebody is reading it. */
import { batch, type ReadonlySignal, signal } from "@preact/signals";
import { type RadarEvent, toRadarEvent } from "@/lib/analytics/live_radar.ts";
import { isReloadWelcome } from "@/lib/browser/reload.ts";
import { createTint } from "@/lib/browser/tint.ts";
import type { ClientRow } from "@/lib/client_list/row.ts";
import { subscribe } from "@/lib/live/browser/connection.ts";

/** Ages are told anew this often. */
const TICK_MS = 10_000;

export interface ListState {
  rows: readonly ClientRow[];
  /** Deleted since the list was read. */
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
  /** Events were lost: the page is loaded anew as soon as nobody is in the middle of something. */
  readonly outdated: ReadonlySignal<boolean>;
  /** The moment the page is seen from, ISO 8601. */
  readonly now: ReadonlySignal<string>;
  /** Follows the stream from that position until the returned function is called. Browser only. */
  follow(after: string): () => void;
}

export function createLiveList(rows: readonly ClientRow[], seenAt: string): LiveList {
  const state = signal<ListState>({ rows, gone: new Set() });
  const tint = createTint();
  const outdated = signal(false);
  const now = signal(seenAt);

  function show(next: ListState, { data }: RadarEvent): void {
    const before = state.value;
    if (next === before) return;
    const id = "row" in data ? data.row.clientId : null;
    const scoreOf = ({ rows }: ListState) => rows.find(({ clientId }) => clientId === id)?.score;
    batch(() => {
      state.value = next;
      if (id !== null && scoreOf(before) !== scoreOf(next)) tint.add([id]);
    });
  }

  return {
    state,
    changed: tint.ids,
    outdated,
    now,
    follow(after) {
      const tick = () => {
        now.value = new Date().toISOString();
        if (outdated.value && isReloadWelcome()) location.reload();
      };
      tick();
      const timer = setInterval(tick, TICK_MS);
      const unsubscribe = subscribe(["overview"], { after }, (event) => {
        if (event.event === "resync") {
          outdated.value = true;
          tick();
          return;
        }
        const news = toRadarEvent(event);
        if (news) show(applyToList(state.value, news), news);
      });
      return () => {
        unsubscribe();
        clearInterval(timer);
      };
    },
  };
}
