import { type Config, loadConfig } from "@/lib/platform/config.ts";
import { createLog, type Log } from "@/lib/platform/log.ts";
import {
  connectBlockingRedis,
  connectRedis,
  type Redis,
  type RedisKeys,
  redisKeys,
  redisReady,
} from "@/lib/platform/redis.ts";

const READY_MS = 5_000;

export const silentLog: Log = createLog({ logLevel: "silent" }, "test");

/** The real Redis of REDIS_HOST and REDIS_PORT under a key prefix of its own; everything under it goes at the end. */
export interface TestRedis extends AsyncDisposable {
  readonly redis: Redis;
  readonly keys: RedisKeys;
  readonly config: Config["redis"];
  /** Further connections to the same keys, closed at the end. */
  connect(): Promise<Redis>;
  connectBlocking(): Redis;
}

export async function openTestRedis(): Promise<TestRedis> {
  const keyPrefix = `test-${crypto.randomUUID().slice(0, 8)}`;
  const config = { ...loadConfig(Deno.env.toObject()).redis, keyPrefix };
  const opened: Redis[] = [];
  const connect = async () => {
    const redis = connectRedis(config, silentLog);
    opened.push(redis);
    await redisReady(redis, READY_MS);
    return redis;
  };
  const redis = await connect();
  return {
    redis,
    keys: redisKeys(keyPrefix),
    config,
    connect,
    connectBlocking: () => {
      const blocking = connectBlockingRedis(config, silentLog);
      opened.push(blocking);
      return blocking;
    },
    async [Symbol.asyncDispose]() {
      await dropPrefix(redis, keyPrefix);
      await Promise.all(opened.map(closed));
    },
  };
}

async function dropPrefix(redis: Redis, keyPrefix: string): Promise<void> {
  let cursor = "0";
  do {
    const [next, keys] = await redis.scan(cursor, "MATCH", `${keyPrefix}:*`, "COUNT", 1_000);
    if (keys.length > 0) await redis.del(...keys);
    cursor = next;
  } while (cursor !== "0");
}

/** Ends a connection and waits for its socket to be gone. */
export async function closed(redis: Redis): Promise<void> {
  if (redis.status === "end") return;
  const ended = new Promise<void>((resolve) => redis.once("end", () => resolve()));
  redis.disconnect();
  await ended;
}
