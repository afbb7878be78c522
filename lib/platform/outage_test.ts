/** What the connections of a process do when a server falls silent, and that they come back by themselves. */
import { expect } from "@std/expect";
import { LIMITS } from "@/lib/platform/limits.ts";
import { ServerHealth } from "@/lib/platform/server_health.ts";
import { waitFor } from "@/testing/wait.ts";
import { openProxies, openWorld } from "@/testing/world.ts";

/** What a busy machine adds to a limit. */
const SLACK_MS = 2_000;

async function timed<Value>(work: () => Promise<Value>): Promise<{ value: Value; ms: number }> {
  const startedAt = performance.now();
  const value = await work();
  return { value, ms: performance.now() - startedAt };
}

const options = { ttlSeconds: 100, generations: ["clients"] };

Deno.test("one time-out of a silent Redis decides for all reads and writes that wait for it", async () => {
  await using proxies = openProxies();
  await using world = await openWorld(undefined, proxies.config);
  const { cache, redis, jobs } = world.services;
  const readAll = () =>
    Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        await cache.invalidate(["clients"]);
        return (await cache.read(`reading-${index}`, options, () => Promise.resolve(index))).from;
      }),
    );
  expect(new Set((await timed(readAll)).value)).toEqual(new Set(["computed"]));

  proxies.redis.freezeAll();
  const first = await timed(readAll);
  const next = await timed(async () => {
    await jobs.requestRollUps(["c1"]);
    return await readAll();
  });

  expect(new Set([...first.value, ...next.value])).toEqual(new Set(["direct"]));
  expect(first.ms).toBeLessThan(LIMITS.redisSilenceMs + SLACK_MS);
  expect(next.ms).toBeLessThan(SLACK_MS / 2);
  proxies.redis.pass();
  await waitFor("Redis to be used again", () => Promise.resolve(redis.status === "ready"));
  await waitFor(
    "a cached read",
    async () => (await cache.read("reading-0", options, () => Promise.resolve(0))).from === "cache",
  );
});

Deno.test("half-open connections to Redis are made anew: commands, queues", async () => {
  await using proxies = openProxies();
  await using world = await openWorld(undefined, proxies.config);
  const { redis, queues } = world.services;
  await redis.ping();

  proxies.redis.freezeExisting();
  await expect(redis.ping()).rejects.toThrow();
  await waitFor("a new connection", () => redis.ping().catch(() => null), 10_000);

  await queues.score.add("client", { clientIds: ["c1"] });
  expect(await queues.score.getWaitingCount()).toBe(1);
});

Deno.test("a frozen MongoDB is noticed, readers get the last copy meanwhile, and it is noticed when it is back", async () => {
  await using proxies = openProxies();
  await using world = await openWorld(undefined, proxies.config);
  const { cache, database, stores } = world.services;
  const count = () => stores.clients.findIds({ after: null, limit: 1, currentOnly: true });
  const read = () => cache.read("reading", options, count);
  expect(await read()).toMatchObject({ value: [], from: "computed" });
  await cache.invalidate(["clients"]);

  proxies.mongodb.freezeAll();
  const first = await timed(read);
  const next = await timed(read);

  expect(first.value).toMatchObject({ value: [], from: "stale" });
  expect(first.ms).toBeLessThan(LIMITS.mongoHeartbeatMs + LIMITS.mongoSilenceMs + SLACK_MS);
  expect(next.value.from).toBe("stale");
  expect(next.ms).toBeLessThan(SLACK_MS / 2);
  expect(database.presence.away).toBe(true);
  proxies.mongodb.pass();
  await waitFor("MongoDB to be used again", async () => (await read()).from !== "stale");
});

Deno.test("half-open connections to MongoDB are made anew, and the reads on them asked again", async () => {
  await using proxies = openProxies();
  await using world = await openWorld(undefined, proxies.config);
  const { stores } = world.services;
  const find = () => stores.clients.findIds({ after: null, limit: 1, currentOnly: true });
  await find();

  proxies.mongodb.freezeExisting();
  const { value, ms } = await timed(find);

  expect(value).toEqual([]);
  expect(ms).toBeLessThan(LIMITS.mongoHeartbeatMs + LIMITS.mongoConnectMs + 2 * SLACK_MS);
});

Deno.test("the health report asks the servers, once for all who ask, and says what they answer", async () => {
  await using proxies = openProxies();
  await using world = await openWorld(undefined, proxies.config);
  const health = new ServerHealth({ ...world.services, queues: Object.values(world.services.queues) });
  const asked = { mongodb: proxies.mongodb.record(), redis: proxies.redis.record() };
  const pings = () =>
    [asked.mongodb, asked.redis].map((all) => all.filter(({ command }) => command === "ping").length);

  const { rollUp } = world.services.queues;
  // Where BullMQ keeps the ids of those that failed.
  await world.services.redis.zadd(rollUp.toKey("failed"), 1, "put-aside", 2, "tried-in-vain");
  const failedJobs = { "roll-up": 2, score: 0, overview: 0, sweep: 0, simulation: 0 };

  const reports = await Promise.all(Array.from({ length: 5 }, () => health.report()));
  expect(reports).toEqual(Array(5).fill({ mongodb: "up", redis: "up", failedJobs }));
  expect(pings()).toEqual([1, 1]);

  proxies.mongodb.freezeAll();
  proxies.redis.freezeAll();
  const { value, ms } = await timed(() => health.report());
  expect(value).toEqual({ mongodb: "away", redis: "away", failedJobs: null });
  expect(ms).toBeLessThan(LIMITS.healthPingMs + SLACK_MS);
  proxies.mongodb.pass();
  proxies.redis.pass();
  await waitFor("both to be up", async () => {
    const { mongodb, redis } = await health.report();
    return mongodb === "up" && redis === "up";
  });
});
