import type { Clock } from "@/lib/platform/clock.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Redis, RedisKeys } from "@/lib/platform/redis.ts";

/** A computed value as it lies in Redis; `computedAt` (ISO) is when its computing began. */
export interface Copy {
  value: unknown;
  computedAt: string;
}

/** The generation numbers that a value was computed under. `order` grows with every invalidation. */
export interface Version {
  text: string;
  order: number;
}

/** How long a value is kept, and what it depends on. */
export interface Keeping {
  ttlMs: number;
  /** Of the copy of last resort. */
  staleSeconds: number;
  generations: readonly string[];
}

const FORGET_HOLDING = `
if #ARGV == 0 then return redis.call('DEL', KEYS[1]) end
local copy = redis.call('HGET', KEYS[1], 'copy')
for _, text in ipairs(ARGV) do
  if copy and string.find(copy, text, 1, true) then return redis.call('DEL', KEYS[1]) end
end
return 0`;

const UNLOCK = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

// Of two computes that overlap, the one that began under older generations (or, under the same, earlier) loses,
// whichever finishes last: the copy of last resort never goes back.
const KEEP_LATEST = `
local held = redis.call('HMGET', KEYS[1], 'order', 'startedMs')
local order, startedMs = tonumber(held[1]), tonumber(held[2])
local newOrder, newStartedMs = tonumber(ARGV[1]), tonumber(ARGV[2])
if order and (order > newOrder or (order == newOrder and startedMs > newStartedMs)) then return 0 end
redis.call('HSET', KEYS[1], 'order', ARGV[1], 'startedMs', ARGV[2], 'copy', ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[4])
return 1`;

/** What the cache keeps in Redis. Every method rejects when Redis is away. */
export class CacheStore {
  readonly #redis: Redis;
  readonly #keys: RedisKeys;
  readonly #clock: Clock;

  constructor(redis: Redis, keys: RedisKeys, clock: Clock) {
    this.#redis = redis;
    this.#keys = keys;
    this.#clock = clock;
  }

  /** False while the connection is down: a command would only fail. */
  get ready(): boolean {
    return this.#redis.status === "ready";
  }

  onReady(listener: () => void): void {
    this.#redis.on("ready", listener);
  }

  /** The current numbers of these generations, read in one step. */
  async version(generations: readonly string[]): Promise<Version> {
    if (generations.length === 0) return { text: "", order: 0 };
    const keys = generations.map(this.#keys.generation);
    let numbers = await this.#redis.mget(keys);
    if (numbers.includes(null)) {
      await run(this.#begin(keys).exec());
      numbers = await this.#redis.mget(keys);
    }
    const order = numbers.reduce((sum, number) => sum + Number(number), 0);
    return { text: numbers.join("."), order };
  }

  /** Moves these generations on: what was stored under the old numbers is not found again. */
  async advance(generations: readonly string[]): Promise<void> {
    const keys = generations.map(this.#keys.generation);
    const pipeline = this.#begin(keys);
    for (const key of keys) pipeline.incr(key);
    await run(pipeline.exec());
  }

  async entry(name: string, version: Version): Promise<Copy | null> {
    return parse(await this.#redis.get(this.#keys.cacheEntry(name, version.text)));
  }

  /** The latest copy of any generation. */
  async last(name: string): Promise<Copy | null> {
    return parse(await this.#redis.hget(this.#keys.cacheLast(name), "copy"));
  }

  /** Removes the latest copies of what depends on a generation: those that hold one of the texts, or all. */
  async forget(generation: string, texts: readonly string[]): Promise<void> {
    const names = await this.#redis.zrange(this.#keys.cacheLastOf(generation), "0", "-1");
    for (let start = 0; start < names.length; start += LIMITS.keysPerQuery) {
      const pipeline = this.#redis.pipeline();
      for (const name of names.slice(start, start + LIMITS.keysPerQuery)) {
        pipeline.eval(FORGET_HOLDING, 1, this.#keys.cacheLast(name), ...texts);
      }
      await run(pipeline.exec());
    }
  }

  async save(
    name: string,
    version: Version,
    copy: Copy,
    keep: Keeping,
  ): Promise<void> {
    const json = JSON.stringify(copy);
    const pipeline = this.#redis.pipeline();
    pipeline.set(this.#keys.cacheEntry(name, version.text), json, "PX", keep.ttlMs);
    pipeline.eval(
      KEEP_LATEST,
      1,
      this.#keys.cacheLast(name),
      version.order,
      Date.parse(copy.computedAt),
      json,
      keep.staleSeconds,
    );
    const now = this.#clock().getTime();
    for (const index of keep.generations.map(this.#keys.cacheLastOf)) {
      pipeline.zadd(index, now + keep.staleSeconds * 1_000, name);
      pipeline.zremrangebyscore(index, "-inf", now);
      pipeline.expire(index, LIMITS.cacheStaleSeconds);
    }
    await run(pipeline.exec());
  }

  /** The token of the lock, or null when another holds it. */
  async lock(name: string, version: Version, lockMs: number): Promise<string | null> {
    const token = crypto.randomUUID();
    const taken = await this.#redis.set(this.#keys.cacheLock(name, version.text), token, "PX", lockMs, "NX");
    return taken === "OK" ? token : null;
  }

  /** Frees the lock if it is still this token's. */
  async unlock(name: string, version: Version, token: string): Promise<void> {
    await this.#redis.eval(UNLOCK, 1, this.#keys.cacheLock(name, version.text), token);
  }

  /** A counter that was evicted must not come back with a number it had before: it begins at the time. */
  #begin(keys: readonly string[]) {
    const pipeline = this.#redis.pipeline();
    for (const key of keys) pipeline.set(key, this.#clock().getTime(), "NX");
    return pipeline;
  }
}

function parse(json: string | null): Copy | null {
  return json === null ? null : JSON.parse(json) as Copy;
}

/** A pipeline never rejects for a single command: this does. */
async function run(replies: Promise<[error: Error | null, result: unknown][] | null>): Promise<void> {
  for (const [error] of await replies ?? []) if (error) throw error;
}
