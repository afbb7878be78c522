import { comparePositions } from "@/lib/live/position.ts";
import type { StreamState } from "@/lib/live/stream_state.ts";

/**
 * Keeps account of what was read of the stream, so that a loss is noticed: entries trimmed before they were read, a Redis
 * that lost its last writes, a stream that was deleted or belongs to another server.
 */
export class Continuity {
  #position: string;
  /** Entries ever added by the time of `#position` at the start, and read since. */
  #addedAtStart: number;
  #read = 0;

  constructor(state: StreamState) {
    this.#position = state.last;
    this.#addedAtStart = state.added;
  }

  /** Everything up to here was read, or given up. */
  get position(): string {
    return this.#position;
  }

  advance(position: string, entries: number): void {
    this.#position = position;
    this.#read += entries;
  }

  /** True when the stream still holds, after what was read, everything that was added to it. */
  holds(state: StreamState): boolean {
    if (comparePositions(this.#position, state.last) > 0) return false;
    const added = state.added - this.#addedAtStart;
    return state.last === this.#position ? added === this.#read : added >= this.#read;
  }
}
