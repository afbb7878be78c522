import { computed, type ReadonlySignal, signal } from "@preact/signals";

export interface Refresher {
  /** Asks for a read after everything that has happened up to now. */
  request(): void;
  /** No read begins after this. */
  stop(): void;
}

export interface RefresherOptions {
  /** Gathers what is asked for in quick succession. */
  delayMs?: number;
  /** Until a read that failed is tried again. */
  retryMs?: number;
}

/** For each refresher of the page whose read failed: since when what it shows may be out of date (epoch, ms). */
const behind = signal<ReadonlyMap<object, number>>(new Map());

/** Since when some of what the page shows could not be read again (epoch, ms); `null` when all could. */
export const behindSince: ReadonlySignal<number | null> = computed(() =>
  behind.value.size === 0 ? null : Math.min(...behind.value.values())
);

function note(refresher: object, since: number | null): void {
  if ((behind.value.get(refresher) ?? null) === since) return;
  const next = new Map(behind.value);
  if (since === null) next.delete(refresher);
  else next.set(refresher, since);
  behind.value = next;
}

/**
 * Reads something again when asked: one read at a time, several requests become one read, and what is asked during a
 * read causes one more after it, so that the last read began after the last request.
 *
 * @param read a failure is tried again until it succeeds or `stop` is called
 */
export function createRefresher(
  read: () => Promise<void>,
  { delayMs = 100, retryMs = 5_000 }: RefresherOptions = {},
): Refresher {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let reading = false;
  let asked = false;
  let retrying = false;
  let stopped = false;
  /** The first request that no read has answered yet (epoch, ms). */
  let askedAt: number | null = null;
  const self = {};

  function schedule(afterMs: number): void {
    if (stopped) return;
    cancel();
    timer = setTimeout(() => void run(), afterMs);
  }

  function cancel(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  async function run(): Promise<void> {
    timer = null;
    reading = true;
    asked = false;
    retrying = false;
    const since = askedAt;
    askedAt = null;
    try {
      await read();
    } catch {
      retrying = true;
      askedAt = since;
    }
    reading = false;
    if (!stopped) note(self, askedAt === since ? since : null);
    if (retrying) schedule(retryMs);
    else if (asked) schedule(delayMs);
  }

  return {
    request() {
      askedAt ??= Date.now();
      // A wait to gather requests goes on; one to try again is cut short, since something has just happened.
      if (reading) asked = true;
      else if (timer === null || retrying) {
        retrying = false;
        schedule(delayMs);
      }
    },
    stop() {
      stopped = true;
      note(self, null);
      cancel();
    },
  };
}
