import type { LiveState } from "@/lib/live/browser/live_state.ts";
import type { StreamEvent } from "@/lib/live/browser/stream_event.ts";
import type { Topic } from "@/lib/live/topics.ts";

/** What the tabs of one browser tell each other. The version in the channel's name is for changes of these. */
export type TabMessage =
  /** A tab, to the leader: what it listens to, and the last event it saw. No topics: it stopped. */
  | { kind: "want"; tab: string; topics: Topic[]; after: string | null }
  /** A new leader, to all: say what you want. What the leader before it covered counts no more. */
  | { kind: "who" }
  /** The leader, to all: from now on every event of these topics after this position will be told. */
  | { kind: "covering"; topics: Topic[]; after: string | null }
  | { kind: "event"; event: StreamEvent }
  | { kind: "state"; state: LiveState };

export const CHANNEL = "customer-intelligence-live-2";
