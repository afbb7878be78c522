import { type JobsOptions, Queue } from "bullmq";
import type { Config } from "@/lib/platform/config.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { producerRedisOptions, redisKeys } from "@/lib/platform/redis.ts";
import type { Log } from "@/lib/platform/log.ts";

/** How every job is tried again and how long it is kept. */
export const JOB_OPTIONS: JobsOptions = {
  attempts: LIMITS.jobAttempts,
  backoff: { type: "exponential", delay: LIMITS.jobBackoffMs },
  removeOnComplete: { count: LIMITS.jobsKeptCompleted, age: LIMITS.jobsKeptSeconds },
  removeOnFail: { count: LIMITS.jobsKeptFailed, age: LIMITS.jobsKeptSeconds },
};

/**
 * A producer. While Redis is away its calls wait for the connection: callers that must not wait ask first whether
 * Redis is there. The queue owns its connection and closes it.
 */
export function openQueue<Payload>(name: string, config: Config["redis"], log: Log): Queue<Payload> {
  const queue = new Queue<Payload>(name, {
    connection: producerRedisOptions(config),
    prefix: redisKeys(config.keyPrefix).queuePrefix(),
    defaultJobOptions: JOB_OPTIONS,
  });
  queue.on("error", (error) => log.debug({ err: error, queue: name }, "Queue connection failed"));
  return queue as Queue<Payload>;
}
