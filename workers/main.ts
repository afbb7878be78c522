/** The worker process: composition root. Any number of these share the work. */
import { configOrExit } from "@/lib/platform/config.ts";
import { createLog } from "@/lib/platform/log.ts";
import { untilReachable } from "@/lib/platform/mongo.ts";
import { onShutdown } from "@/lib/platform/shutdown.ts";
import { createServices } from "@/lib/services.ts";
import { startQueueWorkers } from "@/workers/queue_workers.ts";
import { watchSchedules } from "@/workers/schedule.ts";

const config = configOrExit();
const log = createLog(config, "worker");
const services = createServices(config, log);
const stopping = new AbortController();

await untilReachable(() => services.ensureSchema(), log);
const workers = startQueueWorkers(services, stopping.signal);
watchSchedules(services, stopping.signal);
log.info({ cron: config.healthScoreCron }, "Worker is ready");

onShutdown(log, async () => {
  stopping.abort();
  await Promise.allSettled(workers.map((worker) => worker.close()));
  await services.close();
});
