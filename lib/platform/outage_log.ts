import type { Log } from "@/lib/platform/log.ts";

/** Two lines per outage, its begin and its end, not one per attempt. */
export interface OutageLog {
  lost(error: unknown): void;
  back(): void;
}

export function createOutageLog(log: Log, words: { lost: string; back: string }): OutageLog {
  let down = false;
  return {
    lost(error) {
      if (!down) log.warn({ err: error }, words.lost);
      down = true;
    },
    back() {
      if (down) log.info(words.back);
      down = false;
    },
  };
}
