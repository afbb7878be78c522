import type { Queue } from "bullmq";
import type { Log } from "@/lib/platform/log.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { type Database, pingMongo } from "@/lib/platform/mongo.ts";
import type { Redis } from "@/lib/platform/redis.ts";
import { within } from "@/lib/platform/within.ts";

export type Presence = "up" | "away";

export interface HealthReport {
  mongodb: Presence;
  redis: Presence;
  /**
   * By queue, the jobs that are kept because they failed for good, those put aside among them; null while Redis is away.
   */
  failedJobs: Record<string, number> | null;
}

export interface ServerHealthDependencies {
  database: Database;
  redis: Redis;
  queues: readonly Pick<Queue, "name" | "toKey">[];
  log: Log;
}

/** Asks the servers themselves, each within `LIMITS.healthPingMs`; who asks meanwhile gets the same answer. */
export class ServerHealth {
  #asking: Promise<HealthReport> | null = null;

  constructor(private readonly servers: ServerHealthDependencies) {}

  report(): Promise<HealthReport> {
    this.#asking ??= this.#ask().finally(() => this.#asking = null);
    return this.#asking;
  }

  async #ask(): Promise<HealthReport> {
    const { database, redis } = this.servers;
    const [mongodb, cache, failedJobs] = await Promise.all([
      this.#answer("MongoDB", () => pingMongo(database)),
      this.#answer("Redis", () => redis.ping()),
      this.#answer("Redis", () => this.#countFailedJobs()),
    ]);
    const presence = (answer: unknown): Presence => answer === null ? "away" : "up";
    return { mongodb: presence(mongodb), redis: presence(cache), failedJobs };
  }

  async #countFailedJobs(): Promise<Record<string, number>> {
    const { redis, queues } = this.servers;
    const counts = queues.map(async (queue) =>
      [queue.name, await redis.zcard(queue.toKey("failed"))] as const
    );
    return Object.fromEntries(await Promise.all(counts));
  }

  /** What a server answers; null when that is an error or late. */
  async #answer<Answer>(name: string, ask: () => Promise<Answer>): Promise<Answer | null> {
    try {
      return await within(LIMITS.healthPingMs, name, ask);
    } catch (error) {
      // Those who look after connections say so in the log, once per outage.
      this.servers.log.debug({ err: error }, `${name} is away`);
      return null;
    }
  }
}
