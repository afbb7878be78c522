import { Redis, type RedisOptions } from "ioredis";
import type { Config } from "@/lib/platform/config.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Log } from "@/lib/platform/log.ts";
import { createOutageLog } from "@/lib/platform/outage_log.ts";
import { isSocketFault } from "@/lib/platform/socket_fault.ts";

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

/**
 * For requests: a command fails at once when Redis is away, so that the caller can go on without it. Its `status` is
 * `ready` only while Redis answers: when a command gets no answer in time the connection is given up, with all that
 * wait on it, and is ready again when a new one has been answered.
 */
export function connectRedis(config: Config["redis"], log: Log): Redis {
  return withErrorLog(
    new Redis({
      ...baseOptions(config),
      enableOfflineQueue: false,
      // What failed is never sent later, when its caller has long gone on without it.
      maxRetriesPerRequest: 0,
      autoResendUnfulfilledCommands: false,
      commandTimeout: LIMITS.redisCommandMs,
      socketTimeout: LIMITS.redisSilenceMs,
    }),
    log,
  );
}

/** For one blocking read at a time: waits for Redis to come back, for ever. */
export function connectBlockingRedis(config: Config["redis"], log: Log): Redis {
  return withErrorLog(new Redis(waitingRedisOptions(config, LIMITS.liveSilenceMs)), log);
}

/**
 * Options of a connection that waits for Redis, for a worker that opens its own.
 *
 * @param silenceMs longer than Redis ever lets one wait for an answer: after this the connection is made anew
 */
export function waitingRedisOptions(config: Config["redis"], silenceMs: number = LIMITS.workerSilenceMs) {
  return {
    ...baseOptions(config),
    maxRetriesPerRequest: null,
    socketTimeout: silenceMs,
  } satisfies RedisOptions;
}

function withErrorLog(redis: Redis, log: Log): Redis {
  const outage = createOutageLog(log, REDIS_OUTAGE);
  redis.on("error", outage.lost);
  redis.on("ready", outage.back);
  return redis;
}

/** What an `OutageLog` says of Redis. */
export const REDIS_OUTAGE = { lost: "Redis is away", back: "Redis is back" };

/** What ioredis and BullMQ say of a connection; they have no class or code for it. */
const CONNECTION_FAULTS: readonly string[] = [
  "Command aborted due to connection close",
  "Command timed out",
  "Connection is closed",
  "Socket timeout",
  "Stream isn't writeable",
];
/** What a server says that is no place to ask for now: it starts, steps down, or has lost its primary. */
const SERVER_FAULTS = /^(?:LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN) /;
/** True when an error says that Redis is away, not that a command was wrong. */
export function isRedisAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { name, message } = error;
  return name === "MaxRetriesPerRequestError" || SERVER_FAULTS.test(message) ||
    CONNECTION_FAULTS.some((fault) => message.startsWith(fault)) ||
    isSocketFault(error) || isRedisAway(error.cause);
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
    /** Names of the copies of last resort that depend on a generation, by when they expire. */
    cacheLastOf: (generation: string) => `${prefix}:cache-last-of:${generation}`,
    cacheLock: (name: string, generations: string) => `${prefix}:cache-lock:${name}:${generations}`,
    liveStream: () => `${prefix}:live`,
    liveWatermark: () => `${prefix}:live-watermark`,
    writeLimit: () => `${prefix}:writes`,
    idempotency: (key: string) => `${prefix}:idempotency:${key}`,
    simulationStream: () => `${prefix}:simulation-stream`,
    /** In braces: all keys of the queues lie in one slot of a Redis Cluster. */
    queuePrefix: () => `{${prefix}:queue}`,
  };
}

export type RedisKeys = ReturnType<typeof redisKeys>;
