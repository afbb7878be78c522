import type { Config } from "@/lib/platform/config.ts";
import { endConnection } from "@/lib/platform/end_connection.ts";
import { createLog, type Log } from "@/lib/platform/log.ts";
import {
  connectBlockingRedis,
  connectRedis,
  type Redis,
  type RedisKeys,
  redisKeys,
  redisReady,
} from "@/lib/platform/redis.ts";
import { testServices } from "@/testing/services.ts";
import { PATIENCE_MS } from "@/testing/wait.ts";

export const silentLog: Log = createLog({ logLevel: "silent" }, "test");

/** The real Redis of the test run under a key prefix of its own; everything under it goes at the end. */
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
  const { redisHost: host, redisPort: port } = testServices();
  const config = { host, port, password: undefined, keyPrefix };
  const opened: Redis[] = [];
  const connect = async () => {
    const redis = connectRedis(config, silentLog);
    opened.push(redis);
    await redisReady(redis, PATIENCE_MS);
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
      await Promise.all(opened.map(endConnection));
    },
  };
}

export async function dropPrefix(redis: Redis, keyPrefix: string): Promise<void> {
  let cursor = "0";
  do {
    const [next, keys] = await redis.scan(cursor, "MATCH", `${keyPrefix}:*`, "COUNT", 1_000);
    if (keys.length > 0) await redis.del(...keys);
    cursor = next;
  } while (cursor !== "0");
}
