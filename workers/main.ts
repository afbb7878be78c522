/** The worker process: composition root. Any number of these share the work. */
import { type Processor, Worker } from "bullmq";
import { configOrExit } from "@/lib/platform/config.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { createLog } from "@/lib/platform/log.ts";
import { waitingRedisOptions } from "@/lib/platform/redis.ts";
import { untilReachable } from "@/lib/platform/mongo.ts";
import { onShutdown } from "@/lib/platform/shutdown.ts";
import { ROLL_UP_QUEUE, SCORE_QUEUE, SIMULATION_QUEUE, SWEEP_QUEUE } from "@/lib/jobs.ts";
import { createServices } from "@/lib/services.ts";
import type { WorkerContext } from "@/workers/context.ts";
import { rollUpClient } from "@/workers/roll_up.ts";
import { schedule } from "@/workers/schedule.ts";
import { scoreClients } from "@/workers/score.ts";
import { pulseStream } from "@/workers/simulation.ts";
import { sweep } from "@/workers/sweep.ts";

const config = configOrExit();
const log = createLog(config, "worker");
const services = createServices(config, log);
const stopping = new AbortController();
const context: WorkerContext = { services, signal: stopping.signal };

/** A processor is a plain function of payload and context. */
function startWorker<Payload>(
  queue: string,
  process: (payload: Payload, context: WorkerContext) => Promise<void>,
  concurrency: number = LIMITS.workerConcurrency,
) {
  const processor: Processor<Payload> = (job) => process(job.data, context);
  const worker = new Worker<Payload>(queue, processor, {
    connection: waitingRedisOptions(config.redis),
    prefix: services.keys.queuePrefix(),
    concurrency,
    lockDuration: LIMITS.jobLockMs,
    stalledInterval: LIMITS.jobStalledCheckMs,
  });
  worker.on(
    "failed",
    (job, error) => log.error({ err: error, queue, job: job?.id, data: job?.data }, "Job failed"),
  );
  worker.on("error", (error) => log.debug({ err: error, queue }, "Worker connection failed"));
  return worker;
}

await untilReachable(() => services.ensureSchema(), log);
const workers = [
  startWorker(ROLL_UP_QUEUE, rollUpClient),
  startWorker(SCORE_QUEUE, scoreClients),
  startWorker(SWEEP_QUEUE, sweep),
  // One pulse after the other: on a slow machine they would only pile up.
  startWorker(SIMULATION_QUEUE, pulseStream, 1),
];
await schedule(config, services);
log.info({ cron: config.healthScoreCron }, "Worker is ready");

onShutdown(log, async () => {
  stopping.abort();
  await Promise.allSettled(workers.map((worker) => worker.close()));
  await services.close();
});
