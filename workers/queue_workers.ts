/** One BullMQ worker a queue, each with its processor. */
import type { Job } from "bullmq";
import type { z } from "zod";
import { isAway } from "@/lib/platform/away.ts";
import { faultsOf } from "@/lib/platform/faults.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { createOutageLog, type OutageLog } from "@/lib/platform/outage_log.ts";
import { isRedisAway, REDIS_OUTAGE, waitingRedisOptions } from "@/lib/platform/redis.ts";
import {
  emptyPayloadSchema,
  OVERVIEW_QUEUE,
  overviewPayloadSchema,
  ROLL_UP_QUEUE,
  rollUpPayloadSchema,
  SCORE_QUEUE,
  scorePayloadSchema,
  SIMULATION_QUEUE,
  SWEEP_QUEUE,
  sweepPayloadSchema,
} from "@/lib/jobs.ts";
import type { Services } from "@/lib/services.ts";
import type { WorkerContext } from "@/workers/context.ts";
import { JobWorker, UnreadableJobError } from "@/workers/job_worker.ts";
import { viewerTeller } from "@/workers/overview.ts";
import { rollUpClient } from "@/workers/roll_up.ts";
import { scoreClients } from "@/workers/score.ts";
import { pulseStream } from "@/workers/simulation.ts";
import { sweep } from "@/workers/sweep.ts";

interface QueueWork<Payload> {
  queue: string;
  payload: z.ZodType<Payload>;
  /** A plain function of payload and context. */
  process: (payload: Payload, context: WorkerContext) => Promise<void>;
  concurrency: number;
}

/** Begins to work off every queue, until the signal says that no more is to be begun and `close` is called on each. */
export function startQueueWorkers(services: Services, signal: AbortSignal): JobWorker[] {
  const outage = createOutageLog(services.log, REDIS_OUTAGE);
  const start = <Payload>(work: QueueWork<Payload>) => startQueueWorker(work, { services, signal, outage });
  const concurrency = LIMITS.workerConcurrency;
  return [
    start({ queue: ROLL_UP_QUEUE, payload: rollUpPayloadSchema, process: rollUpClient, concurrency }),
    start({ queue: SCORE_QUEUE, payload: scorePayloadSchema, process: scoreClients, concurrency }),
    start({
      queue: OVERVIEW_QUEUE,
      payload: overviewPayloadSchema,
      process: viewerTeller(services),
      concurrency: 1,
    }),
    start({ queue: SWEEP_QUEUE, payload: sweepPayloadSchema, process: sweep, concurrency: 1 }),
    // One pulse after the other: on a slow machine they would only pile up.
    start({ queue: SIMULATION_QUEUE, payload: emptyPayloadSchema, process: pulseStream, concurrency: 1 }),
  ];
}

function startQueueWorker<Payload>(
  { queue, payload, process, concurrency }: QueueWork<Payload>,
  { services, signal, outage }: { services: Services; signal: AbortSignal; outage: OutageLog },
): JobWorker {
  const { config, keys, log } = services;
  const processor = async (job: Job<unknown>) =>
    await process(readPayload(payload, job), { services, signal, resumed: job.attemptsStarted > 1 });
  const worker = new JobWorker(queue, processor, {
    connection: waitingRedisOptions(config.redis),
    prefix: keys.queuePrefix(),
    concurrency,
    lockDuration: LIMITS.jobLockMs,
    stalledInterval: LIMITS.jobStalledCheckMs,
  });
  worker.on("failed", (job, error) => {
    const line = { err: error, queue, job: job?.id, data: job?.data };
    if (error === signal.reason) log.info(line, "Job given back");
    else if (isAway(error)) log.warn(line, "Job failed: a server is away");
    else log.error(line, error instanceof UnreadableJobError ? "Job put aside" : "Job failed");
  });
  worker.on("error", (error) => {
    if (isRedisAway(error)) outage.lost(error);
    else log.warn({ err: error, queue }, "Worker failed");
  });
  worker.getBackend().on("ready", outage.back);
  return worker;
}

/** @throws {UnreadableJobError} */
function readPayload<Payload>(schema: z.ZodType<Payload>, job: Job<unknown>): Payload {
  const parsed = schema.safeParse(job.data);
  if (parsed.success) return parsed.data;
  const faults = faultsOf(parsed.error).map(({ pointer, detail }) => `${pointer || "it"} ${detail}`);
  throw new UnreadableJobError(`What the job says cannot be read: ${faults.join("; ")}`);
}
