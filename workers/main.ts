/** The worker process: composition root. Any number of these share the work. */
import { untilReachable } from "@/lib/platform/away.ts";
import { configOrExit } from "@/lib/platform/config.ts";
import { createLog } from "@/lib/platform/log.ts";
import { onShutdown } from "@/lib/platform/shutdown.ts";
import { createServices } from "@/lib/services.ts";
import type { JobWorker } from "@/workers/job_worker.ts";
import { startQueueWorkers } from "@/workers/queue_workers.ts";
import { watchSchedules } from "@/workers/schedule.ts";

const config = configOrExit();
const log = createLog(config, "worker");
const services = createServices(config, log);
const stopping = new AbortController();
let workers: JobWorker[] = [];

onShutdown(log, async () => {
  stopping.abort(new Error("The worker is stopping"));
  // Waits for the jobs under way: each is finished, or given back for another worker to take.
  await Promise.all(workers.map((worker) => worker.close()));
  await services.close();
});

await untilReachable(() => services.ensureSchema(), log);
workers = startQueueWorkers(services, stopping.signal);
watchSchedules(services, stopping.signal);
log.info({ cron: config.healthScoreCron }, "Worker is ready");
