import type { Log } from "@/lib/platform/log.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { type Database, pingMongo } from "@/lib/platform/mongo.ts";
import type { Redis } from "@/lib/platform/redis.ts";

export type Presence = "up" | "away";

export interface HealthReport {
  mongodb: Presence;
  redis: Presence;
}

export interface ServerHealthDependencies {
  database: Database;
  redis: Redis;
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
    const [mongodb, cache] = await Promise.all([
      this.#presence("MongoDB", () => pingMongo(database)),
      this.#presence("Redis", () => redis.ping()),
    ]);
    return { mongodb, redis: cache };
  }

  async #presence(name: string, ping: () => Promise<unknown>): Promise<Presence> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error(`${name} did not answer in time`)), LIMITS.healthPingMs);
    try {
      await Promise.race([ping(), late]);
      return "up";
    } catch (error) {
      // Those who look after connections say so in the log, once per outage.
      this.servers.log.debug({ err: error }, `${name} is away`);
      return "away";
    } finally {
      clearTimeout(timer);
    }
  }
}
