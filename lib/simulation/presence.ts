/** How much simulated data there is, as an open page knows it. Browser only. */
import { type ReadonlySignal, signal } from "@preact/signals";
import { ApiError, getJson, sendJson } from "@/lib/browser/api.ts";
import { createRefresher } from "@/lib/browser/refresher.ts";
import { subscribe } from "@/lib/live/browser/connection.ts";
import type { SimulationStatus } from "@/lib/simulation/schema.ts";

/** Continuous activity has news every two seconds. */
const GATHER_MS = 500;

/** Tells of each new status after that position of the stream, until the returned function is called. */
export function followStatus(
  after: string | null,
  onStatus: (status: SimulationStatus) => void,
): { refresh: () => void; stop: () => void } {
  const refresher = createRefresher(
    async () => onStatus(await getJson<SimulationStatus>("/simulate")),
    { delayMs: GATHER_MS },
  );
  const unsubscribe = subscribe(["simulation"], { after }, () => refresher.request());
  return {
    refresh: refresher.request,
    stop() {
      unsubscribe();
      refresher.stop();
    },
  };
}

export interface Removal {
  readonly running: ReadonlySignal<boolean>;
  /** Why the last attempt failed. */
  readonly fault: ReadonlySignal<string | null>;
  /** Takes away all that is simulated. Resolves to whether it is gone; if not, `fault` says why. */
  removeAll(): Promise<boolean>;
}

export function createRemoval(): Removal {
  const running = signal(false);
  const fault = signal<string | null>(null);
  return {
    running,
    fault,
    async removeAll() {
      if (running.value) return false;
      running.value = true;
      fault.value = null;
      try {
        await sendJson("POST", "/simulate/reset-all", {});
        return true;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        fault.value = error.message;
        return false;
      } finally {
        running.value = false;
      }
    },
  };
}
