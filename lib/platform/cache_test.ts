import { expect } from "@std/expect";
import { type Cache, type CacheDependencies, createCache } from "@/lib/platform/cache.ts";
import { endConnection } from "@/lib/platform/end_connection.ts";
import { UnavailableError } from "@/lib/platform/errors.ts";
import { connectRedis, redisKeys } from "@/lib/platform/redis.ts";
import { waitFor } from "@/testing/wait.ts";
import { openTestRedis, silentLog, type TestRedis } from "@/testing/redis.ts";

const NAME = "overview";
const OPTIONS = { ttlSeconds: 100, generations: ["clients", "incidents"] };

function cacheOn(test: TestRedis, options: Partial<CacheDependencies> = {}): Cache {
  return createCache({ redis: test.redis, keys: test.keys, log: silentLog, ...options });
}

/** A compute that counts its runs and returns their number. */
function counter() {
  let runs = 0;
  return { compute: () => Promise.resolve(++runs), runs: () => runs };
}

Deno.test("a value is computed once, then served from Redis with the time its computing began", async () => {
  await using test = await openTestRedis();
  const began = new Date("2025-03-01T10:00:00.000Z");
  const cache = cacheOn(test, { clock: () => began });
  const { compute } = counter();

  expect(await cache.read(NAME, OPTIONS, compute)).toEqual({
    value: 1,
    computedAt: "2025-03-01T10:00:00.000Z",
    from: "computed",
  });
  expect(await cache.read(NAME, OPTIONS, compute)).toEqual({
    value: 1,
    computedAt: "2025-03-01T10:00:00.000Z",
    from: "cache",
  });
});

Deno.test("a computed value looks as it will when it comes from Redis", async () => {
  await using test = await openTestRedis();
  const cache = cacheOn(test);
  const compute = () => Promise.resolve({ at: new Date("2025-03-01T10:00:00.000Z"), gone: undefined });

  const computed = await cache.read<unknown>(NAME, OPTIONS, compute);
  const cached = await cache.read<unknown>(NAME, OPTIONS, compute);

  expect(computed.value).toEqual({ at: "2025-03-01T10:00:00.000Z" });
  expect(cached.value).toEqual(computed.value);
});

for (const [random, ttlMs] of [[0, 90_000], [0.5, 100_000], [0.999_99, 110_000]] as const) {
  Deno.test(`the time to live of 100 s is ${ttlMs} ms when the random number is ${random}`, async () => {
    await using test = await openTestRedis();
    await cacheOn(test, { random: () => random }).read(NAME, OPTIONS, counter().compute);

    const generations = await test.redis.mget(OPTIONS.generations.map(test.keys.generation));
    const remainingMs = await test.redis.pttl(test.keys.cacheEntry(NAME, generations.join(".")));

    expect(remainingMs).toBeLessThanOrEqual(ttlMs);
    expect(remainingMs).toBeGreaterThan(ttlMs - 10_000);
  });
}

Deno.test("after the invalidation of one of its generations a value is computed anew", async () => {
  await using test = await openTestRedis();
  const cache = cacheOn(test);
  const { compute } = counter();
  await cache.read(NAME, OPTIONS, compute);

  await cache.invalidate(["simulations"]);
  expect((await cache.read(NAME, OPTIONS, compute)).value).toBe(1);

  await cache.invalidate(["incidents"]);
  expect(await cache.read(NAME, OPTIONS, compute)).toMatchObject({ value: 2, from: "computed" });
});

Deno.test("a generation counter that Redis lost does not bring an old value back", async () => {
  await using test = await openTestRedis();
  let now = Date.parse("2025-03-01T10:00:00.000Z");
  const cache = cacheOn(test, { clock: () => new Date(now++) });
  const { compute } = counter();
  await cache.read(NAME, OPTIONS, compute);

  await test.redis.del(test.keys.generation("clients"));

  expect((await cache.read(NAME, OPTIONS, compute)).value).toBe(2);
});

Deno.test("fifty readers of two processes cause one compute", async () => {
  await using test = await openTestRedis();
  const caches = [cacheOn(test), cacheOn(test, { redis: await test.connect() })];
  const gate = Promise.withResolvers<void>();
  let runs = 0;
  const compute = async () => {
    runs++;
    await gate.promise;
    return "value";
  };

  const reads = Array.from({ length: 50 }, (_, index) => caches[index % 2]?.read(NAME, OPTIONS, compute));
  await waitFor("the compute to begin", () => Promise.resolve(runs === 1));
  gate.resolve();
  const values = await Promise.all(reads);

  expect(runs).toBe(1);
  expect(values.map((cached) => cached?.value)).toEqual(Array(50).fill("value"));
  expect(new Set(values.map((cached) => cached?.from))).toEqual(new Set(["computed", "cache"]));
});

Deno.test("a compute that began before an invalidation does not overwrite one that began after it", async () => {
  await using test = await openTestRedis();
  const cache = cacheOn(test);
  const gate = Promise.withResolvers<void>();
  const began = Promise.withResolvers<void>();

  const slow = cache.read(NAME, OPTIONS, async () => {
    began.resolve();
    await gate.promise;
    return "old";
  });
  await began.promise;
  await cache.invalidate(["clients"]);
  const afterWrite = await cache.read(NAME, OPTIONS, () => Promise.resolve("new"));
  gate.resolve();
  await slow;

  expect(afterWrite).toMatchObject({ value: "new", from: "computed" });
  expect(await cache.read(NAME, OPTIONS, () => Promise.resolve("unused"))).toMatchObject({
    value: "new",
    from: "cache",
  });
  await cache.invalidate(["clients"]);
  const stale = await cache.read(
    NAME,
    OPTIONS,
    () => Promise.reject(new UnavailableError("The source is away")),
  );
  expect(stale).toMatchObject({ value: "new", from: "stale" });
});

Deno.test("a source that is away gives the latest copy with its age, a wrong query its error", async () => {
  await using test = await openTestRedis();
  const cache = cacheOn(test, { clock: () => new Date("2025-03-01T10:00:00.000Z") });
  const away = () => Promise.reject(new UnavailableError("The source is away"));
  await expect(cache.read(NAME, OPTIONS, away)).rejects.toThrow("The source is away");

  await cache.read(NAME, OPTIONS, () => Promise.resolve("kept"));
  await cache.invalidate(["clients"]);

  expect(await cache.read<string>(NAME, OPTIONS, away)).toEqual({
    value: "kept",
    computedAt: "2025-03-01T10:00:00.000Z",
    from: "stale",
  });
  await expect(cache.read(NAME, OPTIONS, () => Promise.reject(new TypeError("The query is wrong"))))
    .rejects.toThrow("The query is wrong");
});

Deno.test("who waits longer than the bound gets the stale copy, and computes when there is none", async () => {
  await using test = await openTestRedis();
  const slow = cacheOn(test);
  const impatient = cacheOn(test, { redis: await test.connect(), timing: { waitMs: 0 } });
  const gate = Promise.withResolvers<void>();
  const held = async () => {
    const began = Promise.withResolvers<void>();
    const read = slow.read(NAME, OPTIONS, async () => {
      began.resolve();
      await gate.promise;
      return "slow";
    });
    await began.promise;
    return { read };
  };

  const first = await held();
  expect(await impatient.read(NAME, OPTIONS, () => Promise.resolve("own"))).toMatchObject({
    value: "own",
    from: "computed",
  });
  await slow.invalidate(["clients"]);
  const second = await held();
  expect(await impatient.read(NAME, OPTIONS, () => Promise.resolve("unused"))).toMatchObject({
    value: "own",
    from: "stale",
  });
  gate.resolve();
  await Promise.all([first.read, second.read]);
});

Deno.test("who waits takes over when the one who computes fails", async () => {
  await using test = await openTestRedis();
  const failing = cacheOn(test);
  const waiting = cacheOn(test, { redis: await test.connect() });
  const gate = Promise.withResolvers<string>();
  const began = Promise.withResolvers<void>();
  const failed = failing.read(NAME, OPTIONS, () => {
    began.resolve();
    return gate.promise;
  });
  await began.promise;

  const read = waiting.read(NAME, OPTIONS, () => Promise.resolve("own"));
  gate.reject(new TypeError("The query is wrong"));

  await expect(failed).rejects.toThrow("The query is wrong");
  expect(await read).toMatchObject({ value: "own", from: "computed" });
});

Deno.test("without Redis a value is computed directly, and an invalidation is not an error", async () => {
  const port = freePort();
  const redis = connectRedis({ host: "127.0.0.1", port, password: undefined, keyPrefix: "away" }, silentLog);
  try {
    const cache = createCache({ redis, keys: redisKeys("away"), log: silentLog });
    const { compute } = counter();
    await cache.invalidate(["clients"]);

    expect(await cache.read(NAME, OPTIONS, compute)).toMatchObject({ value: 1, from: "direct" });
    expect(await cache.read(NAME, OPTIONS, compute)).toMatchObject({ value: 2, from: "direct" });
  } finally {
    await endConnection(redis);
  }
});

Deno.test("an invalidation that Redis could not be told of is made up for when Redis is back", async () => {
  await using test = await openTestRedis();
  const writer = cacheOn(test, { redis: await test.connect() });
  const reader = cacheOn(test);
  const interrupted = await test.connect();
  const cache = cacheOn(test, { redis: interrupted });
  await reader.read(NAME, OPTIONS, () => Promise.resolve("old"));

  await endConnection(interrupted);
  await cache.invalidate(["clients"]);
  expect(await cache.read(NAME, OPTIONS, () => Promise.resolve("new"))).toMatchObject({ from: "direct" });
  await interrupted.connect();

  expect(await cache.read(NAME, OPTIONS, () => Promise.resolve("new"))).toMatchObject({ value: "new" });
  expect(await writer.read(NAME, OPTIONS, () => Promise.resolve("unused"))).toMatchObject({ value: "new" });
});

function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  return port;
}
