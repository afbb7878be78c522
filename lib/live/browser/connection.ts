/**
 * The live stream as islands use it. Nothing here touches the browser until the first `subscribe`, which belongs into an
 * effect: pages are rendered on the server too.
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import { pageAddress } from "@/lib/format/address.ts";
import { INITIAL_STATE, type LiveState } from "@/lib/live/browser/live_state.ts";
import type { Listener } from "@/lib/live/browser/subscriptions.ts";
import { Tab } from "@/lib/live/browser/tab.ts";
import type { Topic } from "@/lib/live/topics.ts";

export type { LiveState } from "@/lib/live/browser/live_state.ts";
export type { ViewerEvent } from "@/lib/live/browser/stream_event.ts";

const ENDPOINT = "/api/v1/stream";

const state = signal<LiveState>(INITIAL_STATE);
let tab: Tab | null = null;

/** How the connection of this tab is. */
export const liveState: ReadonlySignal<LiveState> = state;

/**
 * Tells of each event of these topics after a position, once and in order, until the returned function is called.
 *
 * @param options.after the position of the stream before what is shown was read; absent or empty: from now on
 * @param onEvent also gets `resync`: events were lost, read again what is shown
 */
export function subscribe(
  topics: readonly Topic[],
  options: { after?: string | null },
  onEvent: Listener,
): () => void {
  tab ??= new Tab(pageAddress(ENDPOINT), state);
  return tab.subscribe(topics, options.after || null, onEvent);
}
