import { LIMITS } from "@/lib/platform/limits.ts";
import type { Log } from "@/lib/platform/log.ts";
import type { Publisher } from "@/lib/live/publish.ts";
import type { SimulationStatus } from "@/lib/simulation/schema.ts";
import type { SimulationService } from "@/lib/simulation/service.ts";

export interface BannerState {
  status: SimulationStatus | null;
  /** Of the live stream, before the status was read. */
  livePosition: string | null;
}

interface BannerParts {
  simulation: Pick<SimulationService, "status">;
  publisher: Pick<Publisher, "position">;
  log: Log;
}

const UNKNOWN: BannerState = { status: null, livePosition: null };

/**
 * What every page must know of simulated data. No page waits for it or fails for it: when it does not come in time both
 * are `null`, and the browser asks by itself.
 */
export async function readBannerState({ simulation, publisher, log }: BannerParts): Promise<BannerState> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<BannerState>((resolve) => {
    timer = setTimeout(() => resolve(UNKNOWN), LIMITS.simulationBannerWaitMs);
  });
  const read = async () => {
    const livePosition = await publisher.position();
    return { livePosition, status: await simulation.status() };
  };
  const known = read().catch((err) => {
    log.debug({ err }, "Cannot tell whether there is simulated data");
    return UNKNOWN;
  });
  try {
    return await Promise.race([known, late]);
  } finally {
    clearTimeout(timer);
  }
}
