/** A part of an open client page, such as its logins, that is read again when something happened to the client. */
import { type ReadonlySignal, signal } from "@preact/signals";
import { ApiError, getJson } from "@/lib/browser/api.ts";
import { createRefresher } from "@/lib/browser/refresher.ts";
import { subscribe } from "@/lib/live/browser/connection.ts";
import { clientTopic, type Topic } from "@/lib/live/topics.ts";

export interface ClientPart<Value> {
  readonly value: ReadonlySignal<Value>;
  /** The client was deleted; the value is how it was last. */
  readonly gone: ReadonlySignal<boolean>;
  /** Reads it again soon. */
  refresh(): void;
  /** Takes a value that is already known. */
  set(value: Value): void;
  /** Follows the stream from that position until the returned function is called. Browser only. */
  follow(after: string): () => void;
}

export interface ClientPartOptions {
  /** Below `/api/v1`, at each read. */
  path: () => `/${string}`;
  /** Beside that of the client. */
  topics?: readonly Topic[];
  /** Gathers events in quick succession; longer for what is large and need not be exact to the second. */
  delayMs?: number;
}

export function createClientPart<Value>(
  clientId: string,
  initial: Value,
  { path, topics = [], delayMs = 250 }: ClientPartOptions,
): ClientPart<Value> {
  const value = signal(initial);
  const gone = signal(false);
  const refresher = createRefresher(async () => {
    const asked = path();
    try {
      const read = await getJson<Value>(asked);
      // What was asked for may have changed meanwhile: that read is under way already.
      if (asked === path()) value.value = read;
    } catch (error) {
      if (!(error instanceof ApiError) || !error.isMissing) throw error;
      gone.value = true;
    }
  }, { delayMs });
  return {
    value,
    gone,
    refresh: () => refresher.request(),
    set(known) {
      value.value = known;
    },
    follow(after) {
      const stop = subscribe([clientTopic(clientId), ...topics], { after }, () => refresher.request());
      return () => {
        stop();
        refresher.stop();
      };
    },
  };
}
