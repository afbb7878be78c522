/** Errors that say that a server is away: who may wait does, and who asked is told to try again. */
import { OutcomeUnknownError, UnavailableError } from "@/lib/platform/errors.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Log } from "@/lib/platform/log.ts";
import { isMongoAway } from "@/lib/platform/mongo.ts";
import { isRedisAway } from "@/lib/platform/redis.ts";

/** True when an error says that MongoDB or Redis is away, not that something was wrong with what it was asked. */
export function isAway(error: unknown): boolean {
  return isMongoAway(error) || isRedisAway(error);
}

/**
 * Turns "a server is away" into the answer a user can act on; passes every other error through.
 *
 * @param mayHaveWritten of a request that writes nobody knows how far it came
 */
export function unavailableIfAway(error: unknown, mayHaveWritten: boolean): unknown {
  if (!isAway(error)) return error;
  const options = { cause: error, retryAfterSeconds: LIMITS.retryAfterSeconds };
  if (!mayHaveWritten) {
    return new UnavailableError("The data cannot be read for the moment; try again shortly", options);
  }
  return new OutcomeUnknownError(
    "The connection to the data was lost, so it is not known whether this was done: look before you try again",
    options,
  );
}

/** Runs a task of the start-up again and again until the servers it needs are there; other errors are thrown. */
export async function untilReachable(task: () => Promise<void>, log: Log): Promise<void> {
  for (let attempt = 1;; attempt++) {
    try {
      await task();
      if (attempt > 1) log.info({ attempt }, "The servers answer; starting");
      return;
    } catch (error) {
      if (!isAway(error)) throw error;
      if (attempt === 1) log.warn({ err: error }, "A server does not answer; waiting for it");
      await new Promise((resolve) => setTimeout(resolve, LIMITS.startRetryMs));
    }
  }
}
