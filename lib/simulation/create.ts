import { ContinuousActivity } from "@/lib/simulation/continuous.ts";
import { RunWriter } from "@/lib/simulation/run_writer.ts";
import { StreamSchedule } from "@/lib/simulation/stream_schedule.ts";
import { SimulationNotice } from "@/lib/simulation/notice.ts";
import { RealHistory } from "@/lib/simulation/real_history.ts";
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
  | "queues"
  | "redis"
  | "clock";

/** @param options.pause how a stream waits between its pulses; a timer if absent */
export function createSimulationService(
  services: Pick<Services, Needed>,
  options: { allowed: boolean; pause?: Pause },
): SimulationService {
  const { stores } = services;
  const notice = new SimulationNotice({ ...services, store: stores.simulation });
  const reset = new SimulationReset({
    ...stores,
    store: stores.simulation,
    realHistory: new RealHistory(stores),
    jobs: services.jobs,
    changes: services.notice,
    notice,
    clock: services.clock,
  });
  const runs = new RunWriter({ ...stores, ...services, store: stores.simulation, allowed: options.allowed });
  const continuous = new ContinuousActivity({
    ...stores,
    runs,
    notice,
    store: stores.simulation,
    streams: stores.simulationStreams,
    schedule: new StreamSchedule({ queue: services.queues.simulation, redis: services.redis }),
    clock: services.clock,
  });
  return new SimulationService({
    ...services,
    ...(options.pause ? { pause: options.pause } : {}),
    runs,
    continuous,
    reset,
    notice,
    store: stores.simulation,
    streams: stores.simulationStreams,
    clientStore: stores.clients,
  });
}
