import { covers } from "@/lib/live/browser/coverage.ts";
import type { StreamEvent, ViewerEvent } from "@/lib/live/browser/stream_event.ts";
import { comparePositions } from "@/lib/live/position.ts";
import { type Topic, topicsOf } from "@/lib/live/topics.ts";

export type Listener = (event: ViewerEvent) => void;

interface Subscription {
  topics: readonly Topic[];
  /** The last event it saw, or was past when it began; `null`: it begins with the next one. */
  last: string | null;
  /** The leader has said that nothing after `last` will be left out. Until then events are not for it. */
  covered: boolean;
  onEvent: Listener;
}

/** The listeners of one tab: each gets every event of its topics once, in order, whoever leads and however often. */
export class Subscriptions {
  readonly #all = new Set<Subscription>();

  get empty(): boolean {
    return this.#all.size === 0;
  }

  get topics(): Topic[] {
    return [...new Set([...this.#all].flatMap(({ topics }) => topics))];
  }

  /** From where on this tab needs events; `null` when it has no past. */
  get after(): string | null {
    return earliest([...this.#all].map(({ last }) => last));
  }

  add(topics: readonly Topic[], after: string | null, onEvent: Listener): () => void {
    const subscription = { topics, last: after, covered: false, onEvent };
    this.#all.add(subscription);
    return () => this.#all.delete(subscription);
  }

  /** A new leader begins: it may not know where these are. */
  uncover(): void {
    for (const subscription of this.#all) subscription.covered = false;
  }

  cover(topics: readonly Topic[], after: string | null): void {
    for (const subscription of this.#all) {
      const { last } = subscription;
      // A leader goes back as far as those it covers already need.
      const inTime = subscription.covered || last === null ||
        (after !== null && comparePositions(after, last) <= 0);
      subscription.covered = inTime && subscription.topics.every((topic) => covers(topics, topic));
    }
  }

  /** A listener that throws does not keep the event from the others. */
  deliver(event: StreamEvent): void {
    for (const subscription of [...this.#all]) {
      if (!subscription.covered || !isNews(event, subscription.last)) continue;
      subscription.last = event.id;
      if (event.event === "heartbeat" || !concerns(event, subscription.topics)) continue;
      try {
        subscription.onEvent(event);
      } catch (error) {
        reportError(error);
      }
    }
  }
}

export function earliest(positions: readonly (string | null)[]): string | null {
  return positions.filter((position) => position !== null).sort(comparePositions)[0] ?? null;
}

function isNews(event: StreamEvent, last: string | null): boolean {
  if (!event.id) return false;
  // A resync may lead back: the stream may be another one.
  return event.event === "resync" || last === null || comparePositions(event.id, last) > 0;
}

function concerns(event: ViewerEvent, topics: readonly Topic[]): boolean {
  if (event.event === "resync") return true;
  return topicsOf(event.event, event.clientId).some((topic) => topics.includes(topic));
}
