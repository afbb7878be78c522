import { type JobSchedulerJson, type JobsOptions, type JobState, Queue, type RepeatOptions } from "bullmq";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Redis } from "@/lib/platform/redis.ts";
import type { Log } from "@/lib/platform/log.ts";

/** How every job is tried again and how long it is kept. */
export const JOB_OPTIONS: JobsOptions = {
  attempts: LIMITS.jobAttempts,
  backoff: { type: "exponential", delay: LIMITS.jobBackoffMs },
  removeOnComplete: { count: LIMITS.jobsKeptCompleted, age: LIMITS.jobsKeptSeconds },
  removeOnFail: { count: LIMITS.jobsKeptFailed, age: LIMITS.jobsKeptSeconds },
};

/**
 * A producer on the connection for requests, which stays the caller's: a call fails at once while Redis is away.
 *
 * @param prefix of the keys of all queues
 */
export function openQueue<Payload>(name: string, redis: Redis, prefix: string, log: Log): Queue<Payload> {
  const queue = new Queue<Payload>(name, {
    connection: redis,
    prefix,
    defaultJobOptions: JOB_OPTIONS,
    // Asked once at the start, and a queue whose question was not answered would be dead for ever.
    skipVersionCheck: true,
    skipWaitingForReady: true,
  });
  queue.on("error", (error) => log.debug({ err: error, queue: name }, "Queue connection failed"));
  return queue as Queue<Payload>;
}

/** A periodic job that has to be there for as long as anything wants it. */
export interface Schedule<Payload> {
  id: string;
  repeat: Pick<RepeatOptions, "pattern" | "every" | "tz">;
  name: string;
  data?: Payload;
  opts: JobsOptions;
}

/** `lost`: Redis knew nothing of it, or its next run was gone, so that it would never have run again. */
export type ScheduleState = "kept" | "changed" | "lost";

const TO_COME: readonly (JobState | "unknown")[] = ["delayed", "waiting", "prioritized", "active"];

/**
 * Sets a periodic job where it is missing or another than it should be, and says what was found. One that is well is
 * left alone: to set it again would take away a run that is due and waits for a worker.
 */
export async function keepSchedule<Payload>(
  queue: Queue<Payload>,
  schedule: Schedule<Payload>,
): Promise<ScheduleState> {
  const state = await stateOf(queue as Queue, schedule);
  const { id, repeat, name, data, opts } = schedule;
  if (state !== "kept") {
    await (queue as Queue).upsertJobScheduler(id, repeat, {
      name,
      opts,
      ...(data === undefined ? {} : { data }),
    });
  }
  return state;
}

async function stateOf(queue: Queue, schedule: Schedule<unknown>): Promise<ScheduleState> {
  let next: number | undefined;
  for (;;) {
    const known = await readScheduler(queue, schedule.id);
    if (!known || known.next === undefined) return "lost";
    if (!isAsWanted(known, schedule)) return "changed";
    // A run that was there a moment ago may be over by now; then the schedule has moved on.
    if (known.next === next) return "lost";
    next = known.next;
    if (TO_COME.includes(await queue.getJobState(`repeat:${schedule.id}:${next}`))) return "kept";
  }
}

async function readScheduler(queue: Queue, id: string): Promise<JobSchedulerJson | undefined> {
  try {
    return await queue.getJobScheduler(id);
  } catch (error) {
    // What is stored of it cannot be parsed: as good as nothing.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isAsWanted(known: JobSchedulerJson, { repeat, data = {} }: Schedule<unknown>): boolean {
  return known.pattern === repeat.pattern && known.every === repeat.every &&
    JSON.stringify(known.template?.data ?? {}) === JSON.stringify(data);
}

/** Lets one job of a queue run at a time, among all workers. Redis may forget it, so it is said again and again. */
export async function keepOneAtATime(queue: Queue): Promise<void> {
  if (await queue.getGlobalConcurrency() !== 1) await queue.setGlobalConcurrency(1);
}
