import { CacheStore, type Copy, type Keeping, type Version } from "@/lib/platform/cache_store.ts";
import { type Clock, systemClock } from "@/lib/platform/clock.ts";
import { UnavailableError } from "@/lib/platform/errors.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Log } from "@/lib/platform/log.ts";
import { isMongoAway } from "@/lib/platform/mongo.ts";
import type { Redis, RedisKeys } from "@/lib/platform/redis.ts";
import { Turnstile } from "@/lib/platform/turnstile.ts";

/** A value and how it was come by. It may be shared with other readers: do not change it. */
export interface Cached<Value> {
  value: Value;
  /** ISO time at which its computing began: it holds every write that was finished by then. */
  computedAt: string;
  /**
   * `cache` and `computed` are current. `stale` is the latest copy there is, of any age: the source is away, or the one
   * who computes takes longer than a reader waits. `direct` is current, computed without Redis.
   */
  from: "cache" | "computed" | "stale" | "direct";
}

export interface ReadOptions {
  /** Varied by ±10 %, so that what was computed together does not expire together. */
  ttlSeconds: number;
  /** What the value depends on; the same list for every read of one name. */
  generations: readonly string[];
  /** How long a copy is kept to be shown when the source is away. Default: `LIMITS.cacheStaleSeconds`. */
  staleSeconds?: number;
}

export interface Cache {
  /**
   * The value of `name`, computed by one caller for all when it is not there. Values are JSON: a Date comes back as text.
   *
   * A read that begins after `invalidate` resolved never gets what was computed before it, except marked `stale`.
   *
   * @throws whatever `compute` throws; UnavailableError and a MongoDB that is away only when there is no stale copy.
   */
  read<Value>(name: string, options: ReadOptions, compute: () => Promise<Value>): Promise<Cached<Value>>;
  /** To be called when a write is done. Never throws: what Redis could not be told is told before the next read. */
  invalidate(generations: readonly string[]): Promise<void>;
  /**
   * Removes the copies that are kept for when the source is away: what is deleted must not be shown again. Never throws;
   * false when Redis could not be told.
   *
   * @param generation of all that depends on this
   * @param texts only copies whose JSON holds one of these; every one if absent
   */
  forget(generation: string, texts?: readonly string[]): Promise<boolean>;
}

/** Milliseconds; the limits of the product where not given. */
export interface CacheTiming {
  lockMs: number;
  waitMs: number;
  pollMs: number;
}

export interface Source {
  /** Aborted while it is away; another one when it is back. */
  readonly absence: AbortSignal;
}

export interface CacheDependencies {
  redis: Redis;
  keys: RedisKeys;
  log: Log;
  /** What values are computed from; always there if absent. */
  source?: Source;
  clock?: Clock;
  /** From 0 to below 1. */
  random?: () => number;
  timing?: Partial<CacheTiming>;
}

export function createCache(dependencies: CacheDependencies): Cache {
  return new RedisCache(dependencies);
}

const LIMIT_TIMING: CacheTiming = {
  lockMs: LIMITS.cacheLockMs,
  waitMs: LIMITS.cacheWaitMs,
  pollMs: LIMITS.cachePollMs,
};

/** One miss: what is to be computed, and under which generations it was found missing. */
interface Miss {
  name: string;
  version: Version;
  keep: Keeping;
  compute: () => Promise<unknown>;
}

type Turn =
  | { kind: "found"; copy: Copy }
  | { kind: "ours"; token: string }
  | { kind: "late" };

class RedisCache implements Cache {
  readonly #store: CacheStore;
  readonly #source: Source;
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #timing: CacheTiming;
  /** Misses being filled by this process, by name and version. */
  readonly #filling = new Map<string, Promise<Cached<unknown>>>();
  readonly #direct = new Turnstile();
  /** Generations that Redis has not been told of yet. */
  readonly #owed = new Set<string>();
  #paying: Promise<void> = Promise.resolve();

  constructor(dependencies: CacheDependencies) {
    this.#clock = dependencies.clock ?? systemClock;
    this.#store = new CacheStore(dependencies.redis, dependencies.keys, this.#clock);
    this.#source = dependencies.source ?? { absence: new AbortController().signal };
    this.#log = dependencies.log;
    this.#random = dependencies.random ?? Math.random;
    this.#timing = { ...LIMIT_TIMING, ...dependencies.timing };
    this.#store.onReady(() => void this.#payOwed());
  }

  async read<Value>(
    name: string,
    options: ReadOptions,
    compute: () => Promise<Value>,
  ): Promise<Cached<Value>> {
    // What comes out is what went in, by the contract of a name.
    return await this.#read(name, options, compute) as Cached<Value>;
  }

  async invalidate(generations: readonly string[]): Promise<void> {
    for (const generation of generations) this.#owed.add(generation);
    await this.#payOwed();
  }

  async forget(generation: string, texts: readonly string[] = []): Promise<boolean> {
    try {
      await this.#store.forget(generation, texts);
      return true;
    } catch (error) {
      this.#log.warn({ err: error, generation }, "Cannot forget what was cached yet");
      return false;
    }
  }

  async #read(name: string, options: ReadOptions, compute: () => Promise<unknown>): Promise<Cached<unknown>> {
    await this.#payOwed();
    if (!this.#store.ready || this.#owed.size > 0) return this.#computeDirect(name, compute);
    let version: Version;
    let copy: Copy | null;
    try {
      version = await this.#store.version(options.generations);
      copy = await this.#store.entry(name, version);
    } catch (error) {
      this.#log.warn({ err: error, name }, "Cannot read the cache");
      return this.#computeDirect(name, compute);
    }
    if (copy) return { ...copy, from: "cache" };
    const ttlMs = Math.round(options.ttlSeconds * 1_000 * (0.9 + 0.2 * this.#random()));
    const { generations, staleSeconds = LIMITS.cacheStaleSeconds } = options;
    const keep = { ttlMs, staleSeconds, generations };
    return this.#fillOnce({ name, version, keep, compute });
  }

  #fillOnce(miss: Miss): Promise<Cached<unknown>> {
    const key = `${miss.name} ${miss.version.text}`;
    const running = this.#filling.get(key);
    if (running) return running;
    const filling = this.#fill(miss).finally(() => this.#filling.delete(key));
    this.#filling.set(key, filling);
    return filling;
  }

  /** Nobody waits for a source that is known to be away, as long as there is a copy of any age. */
  async #fill(miss: Miss): Promise<Cached<unknown>> {
    const { absence } = this.#source;
    const lost = Promise.withResolvers<null>();
    const leave = () => lost.resolve(null);
    const stale = absence.aborted ? await this.#stale(miss.name) : null;
    if (stale) return stale;
    absence.addEventListener("abort", leave, { once: true });
    const filling = this.#fillInTurn(miss);
    try {
      return await Promise.race([filling, lost.promise]) ?? await this.#stale(miss.name) ?? await filling;
    } finally {
      absence.removeEventListener("abort", leave);
      // It may fail when everybody has left.
      filling.catch(() => {});
    }
  }

  async #fillInTurn(miss: Miss): Promise<Cached<unknown>> {
    let turn: Turn;
    try {
      turn = await this.#awaitTurn(miss);
    } catch (error) {
      this.#log.warn({ err: error, name: miss.name }, "Cannot lock the cache");
      return this.#computeDirect(miss.name, miss.compute);
    }
    if (turn.kind === "found") return { ...turn.copy, from: "cache" };
    if (turn.kind === "late") return await this.#stale(miss.name) ?? await this.#compute(miss);
    try {
      return await this.#compute(miss);
    } finally {
      await this.#unlock(miss, turn.token);
    }
  }

  /**
   * Waits for the value of another process, rather than show a stale one at once: a dashboard that was just told of a
   * change has to see it. Takes over when the other gave up, and stops waiting at the bound.
   */
  async #awaitTurn(miss: Miss): Promise<Turn> {
    const deadline = performance.now() + this.#timing.waitMs;
    for (;;) {
      const token = await this.#store.lock(miss.name, miss.version, this.#timing.lockMs);
      // Looked at only now: the lock may be free because its holder has just stored the value.
      const copy = await this.#store.entry(miss.name, miss.version);
      if (copy) {
        if (token !== null) await this.#unlock(miss, token);
        return { kind: "found", copy };
      }
      if (token !== null) return { kind: "ours", token };
      if (performance.now() >= deadline) return { kind: "late" };
      await new Promise((resolve) => setTimeout(resolve, this.#timing.pollMs));
    }
  }

  async #compute(miss: Miss): Promise<Cached<unknown>> {
    let copy: Copy;
    try {
      copy = await this.#run(miss.compute);
    } catch (error) {
      const stale = isSourceAway(error) ? await this.#stale(miss.name) : null;
      if (stale) return stale;
      throw error;
    }
    try {
      await this.#store.save(miss.name, miss.version, copy, miss.keep);
    } catch (error) {
      this.#log.warn({ err: error, name: miss.name }, "Cannot store in the cache");
    }
    return { ...copy, from: "computed" };
  }

  #computeDirect(name: string, compute: () => Promise<unknown>): Promise<Cached<unknown>> {
    return this.#direct.run(name, async () => ({ ...await this.#run(compute), from: "direct" }));
  }

  /** Through JSON even when just computed, so that a value looks the same however it was come by. */
  async #run(compute: () => Promise<unknown>): Promise<Copy> {
    const computedAt = this.#clock().toISOString();
    return { value: JSON.parse(JSON.stringify(await compute())), computedAt };
  }

  async #stale(name: string): Promise<Cached<unknown> | null> {
    try {
      const copy = await this.#store.last(name);
      return copy && { ...copy, from: "stale" };
    } catch (error) {
      this.#log.warn({ err: error, name }, "Cannot read the stale copy");
      return null;
    }
  }

  async #unlock(miss: Miss, token: string): Promise<void> {
    try {
      await this.#store.unlock(miss.name, miss.version, token);
    } catch (error) {
      this.#log.debug({ err: error, name: miss.name }, "Cannot free the lock; it expires by itself");
    }
  }

  /** One payment at a time: who comes after waits for the one under way, which may be for a write long finished. */
  #payOwed(): Promise<void> {
    this.#paying = this.#paying.then(() => this.#pay());
    return this.#paying;
  }

  async #pay(): Promise<void> {
    if (this.#owed.size === 0 || !this.#store.ready) return;
    const generations = [...this.#owed];
    this.#owed.clear();
    try {
      await this.#store.advance(generations);
    } catch (error) {
      for (const generation of generations) this.#owed.add(generation);
      this.#log.warn({ err: error, generations }, "Cannot invalidate; tried again before the next read");
    }
  }
}

function isSourceAway(error: unknown): boolean {
  return error instanceof UnavailableError || isMongoAway(error);
}
