import { SimulationNotice } from "@/lib/simulation/notice.ts";
import { SimulationReset } from "@/lib/simulation/reset.ts";
import { type Pause, SimulationService } from "@/lib/simulation/service.ts";
import type { Services } from "@/lib/services.ts";

type Needed =
  | "stores"
  | "clients"
  | "intake"
  | "incidents"
  | "jobs"
  | "notice"
  | "cache"
  | "publisher"
  | "clock";

/** @param options.pause how a stream waits between its pulses; a timer if absent */
export function createSimulationService(
  services: Pick<Services, Needed>,
  options: { allowed: boolean; pause?: Pause },
): SimulationService {
  const { stores } = services;
  const notice = new SimulationNotice(services);
  const reset = new SimulationReset({
    ...stores,
    store: stores.simulation,
    jobs: services.jobs,
    changes: services.notice,
    notice,
    clock: services.clock,
  });
  return new SimulationService({
    ...services,
    ...options,
    store: stores.simulation,
    clientStore: stores.clients,
    models: stores.models,
    reset,
    notice,
  });
}
