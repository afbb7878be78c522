/** Which rows of an open page have just changed, so that they are tinted for a moment. */
import { type ReadonlySignal, signal } from "@preact/signals";

/** The length of the animation in styles/sheets/general.css. */
const TINT_MS = 600;

export interface Tint {
  /** The ids of what has changed within the last moment. */
  readonly ids: ReadonlySignal<ReadonlySet<string>>;
  /** Tints these from now on, also those that already are. */
  add(ids: readonly string[]): void;
}

/**
 * One timer for all rows: one for each change would keep what came with it until its turn, which in a page that has much
 * to do is late.
 */
export function createTint(durationMs: number = TINT_MS): Tint {
  const tinted = signal<ReadonlySet<string>>(new Set());
  /** When each is over, the next one first; as performance.now() tells it. */
  const ends = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  function endDue(): void {
    const now = performance.now();
    for (const [id, end] of ends) if (end <= now) ends.delete(id);
    tinted.value = new Set(ends.keys());
    const [next] = ends.values();
    timer = next === undefined ? null : setTimeout(endDue, next - now);
  }

  return {
    ids: tinted,
    add(ids) {
      if (ids.length === 0) return;
      const end = performance.now() + durationMs;
      for (const id of ids) {
        ends.delete(id);
        ends.set(id, end);
      }
      tinted.value = new Set(ends.keys());
      timer ??= setTimeout(endDue, durationMs);
    },
  };
}
