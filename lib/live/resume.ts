import { fromEntry, isResync, type LiveMessage } from "@/lib/live/events.ts";
import { comparePositions, START } from "@/lib/live/position.ts";
import { parseStreamState, type StreamState, streamStateOfError } from "@/lib/live/stream_state.ts";
import type { Redis } from "@/lib/platform/redis.ts";

/** Messages read at once while a viewer catches up. */
const PAGE_SIZE = 200;

export type ReplayPage =
  | { kind: "page"; messages: LiveMessage[]; done: boolean }
  /** Entries after the position are gone, or it belongs to another stream: nothing can be resumed. */
  | { kind: "lost" };

/** What a viewer missed: the entries after one position up to and including another, a page at a time. */
export class Replay {
  readonly #redis: Redis;
  readonly #key: string;
  readonly #until: string;
  #cursor: string;

  constructor(redis: Redis, key: string, range: { after: string; until: string }) {
    this.#redis = redis;
    this.#key = key;
    this.#until = range.until;
    this.#cursor = range.after;
  }

  /** Rejects when Redis is away. */
  async next(): Promise<ReplayPage> {
    // One transaction: the stream may be trimmed between two commands.
    const replies = await this.#redis.multi()
      .xinfo("STREAM", this.#key)
      .xrange(this.#key, `(${this.#cursor}`, this.#until, "COUNT", PAGE_SIZE)
      .exec();
    const [info, range] = replies ?? [];
    if (!info || !range) throw new Error("Cannot read what a viewer missed: the transaction was dropped");
    if (range[0]) throw range[0];
    const state = info[0] ? streamStateOfError(info[0]) : parseStreamState(info[1]);
    if (!isContinuous(state, this.#cursor)) return { kind: "lost" };

    // XRANGE answers with entries.
    const entries = range[1] as [string, string[]][];
    if (entries.some(isResync)) return { kind: "lost" };
    this.#cursor = entries.at(-1)?.[0] ?? this.#cursor;
    const messages = entries.map(fromEntry).filter((message) => message !== null);
    return { kind: "page", messages, done: entries.length < PAGE_SIZE };
  }
}

/** True when every entry that was ever added after `position` is still there. */
export function isContinuous(state: StreamState, position: string): boolean {
  if (comparePositions(position, state.last) > 0) return false;
  if (position === state.last) return true;
  if (position === START) return state.added === state.length;
  return state.first !== null && comparePositions(position, state.first) >= 0;
}
