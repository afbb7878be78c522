import { type JobsOptions, Queue } from "bullmq";
import type { Config } from "@/lib/platform/config.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { connectRedis, redisKeys } from "@/lib/platform/redis.ts";
import type { Log } from "@/lib/platform/log.ts";

/** How every job is tried again and how long it is kept. */
export const JOB_OPTIONS: JobsOptions = {
  attempts: LIMITS.jobAttempts,
  backoff: { type: "exponential", delay: LIMITS.jobBackoffMs },
  removeOnComplete: { count: LIMITS.jobsKeptCompleted, age: LIMITS.jobsKeptSeconds },
  removeOnFail: { count: LIMITS.jobsKeptFailed, age: LIMITS.jobsKeptSeconds },
};

/** A producer: fails fast when Redis is away. Closing it closes its connection. */
export function openQueue<Payload>(name: string, config: Config["redis"], log: Log): Queue<Payload> {
  const queue = new Queue<Payload>(name, {
    connection: connectRedis(config, log),
    prefix: redisKeys(config.keyPrefix).queuePrefix(),
    defaultJobOptions: JOB_OPTIONS,
    skipWaitingForReady: true,
  });
  queue.on("error", (error) => log.debug({ err: error, queue: name }, "Queue connection failed"));
  return queue as Queue<Payload>;
}
