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
    try {
      await read();
    } catch {
      retrying = true;
    }
    reading = false;
    if (retrying) schedule(retryMs);
    else if (asked) schedule(delayMs);
  }

  return {
    request() {
      // A wait to gather requests goes on; one to try again is cut short, since something has just happened.
      if (reading) asked = true;
      else if (timer === null || retrying) {
        retrying = false;
        schedule(delayMs);
      }
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}
