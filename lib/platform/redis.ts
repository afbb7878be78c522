import { Redis, type RedisOptions } from "ioredis";
import type { Config } from "@/lib/platform/config.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Log } from "@/lib/platform/log.ts";

export type { Redis };

function baseOptions(config: Config["redis"]) {
  return {
    host: config.host,
    port: config.port,
    ...(config.password === undefined ? {} : { password: config.password }),
    connectTimeout: LIMITS.redisConnectMs,
    retryStrategy: (attempt: number) => Math.min(attempt * 100, LIMITS.redisReconnectMaxMs),
    // After a failover the old primary answers READONLY until the connection is made anew.
    reconnectOnError: (error: Error) => error.message.startsWith("READONLY"),
  } satisfies RedisOptions;
}

/** For requests: a command fails at once when Redis is away, so that the caller can go on without it. */
export function connectRedis(config: Config["redis"], log: Log): Redis {
  return withErrorLog(new Redis(producerRedisOptions(config)), log);
}

/** Options of such a connection, for a queue that opens its own. */
export function producerRedisOptions(config: Config["redis"]) {
  return {
    ...baseOptions(config),
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: LIMITS.redisCommandMs,
  } satisfies RedisOptions;
}

/** For blocking reads and workers: waits for Redis to come back, for ever. */
export function connectBlockingRedis(config: Config["redis"], log: Log): Redis {
  return withErrorLog(new Redis(waitingRedisOptions(config)), log);
}

/** Options of such a connection, for a worker that opens its own. */
export function waitingRedisOptions(config: Config["redis"]) {
  return { ...baseOptions(config), maxRetriesPerRequest: null } satisfies RedisOptions;
}

function withErrorLog(redis: Redis, log: Log): Redis {
  let down = false;
  redis.on("error", (error) => {
    // One line per outage, not one per attempt to reconnect.
    if (!down) log.warn({ err: error }, "Redis is away");
    down = true;
  });
  redis.on("ready", () => {
    if (down) log.info("Redis is back");
    down = false;
  });
  return redis;
}

/** Resolves when the connection is usable; rejects after `timeoutMs` with a sentence. */
export async function redisReady(redis: Redis, timeoutMs: number): Promise<void> {
  if (redis.status === "ready") return;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error(`Redis did not answer within ${timeoutMs} ms`)), timeoutMs);
  redis.once("ready", resolve);
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    redis.off("ready", resolve);
  }
}

/** Key builders: no other place writes a Redis key. The prefix keeps several installations on one server apart. */
export function redisKeys(prefix: string) {
  return {
    generation: (name: string) => `${prefix}:generation:${name}`,
    cacheEntry: (name: string, generations: string) => `${prefix}:cache:${name}:${generations}`,
    cacheLast: (name: string) => `${prefix}:cache-last:${name}`,
    cacheLock: (name: string, generations: string) => `${prefix}:cache-lock:${name}:${generations}`,
    liveStream: () => `${prefix}:live`,
    writeLimit: () => `${prefix}:writes`,
    idempotency: (key: string) => `${prefix}:idempotency:${key}`,
    simulationStream: () => `${prefix}:simulation-stream`,
    /** In braces: all keys of the queues lie in one slot of a Redis Cluster. */
    queuePrefix: () => `{${prefix}:queue}`,
  };
}

export type RedisKeys = ReturnType<typeof redisKeys>;
