import { expect } from "@std/expect";
import { fromEntry, isResync, type LiveEvent } from "@/lib/live/events.ts";
import { createPublisher } from "@/lib/live/publish.ts";
import { endConnection } from "@/lib/platform/end_connection.ts";
import { connectRedis, redisReady } from "@/lib/platform/redis.ts";
import { FaultProxy } from "@/testing/fault_proxy.ts";
import { waitFor } from "@/testing/wait.ts";
import { openTestRedis, silentLog } from "@/testing/redis.ts";

const SCORE: LiveEvent = { event: "score", clientId: "c1", data: { score: 65, name: "Zoë\nLtd" } };
const OVERVIEW: LiveEvent = { event: "overview", clientId: null, data: { clients: 15 } };

Deno.test("events come back from the stream in order, with their topics", async () => {
  await using test = await openTestRedis();
  const publisher = createPublisher(test.redis, test.keys, silentLog);
  expect(await publisher.position()).toBe("0-0");

  await publisher.publish([SCORE, OVERVIEW]);

  const entries = await test.redis.xrange(test.keys.liveStream(), "-", "+");
  const [score, overview] = entries.map(fromEntry);
  expect(score).toMatchObject({ event: "score", clientId: "c1", topics: ["overview", "client:c1"] });
  expect(JSON.parse(score?.data ?? "")).toEqual({ score: 65, name: "Zoë\nLtd", clientId: "c1" });
  expect(overview).toMatchObject({ event: "overview", clientId: null, topics: ["overview"] });
  expect(await publisher.position()).toBe(entries[1]?.[0]);
});

Deno.test("without Redis nothing is thrown, and the position tells a viewer to read again", async () => {
  await using test = await openTestRedis();
  const publisher = createPublisher(test.redis, test.keys, silentLog);
  await endConnection(test.redis);

  await publisher.publish([SCORE]);

  expect(await publisher.position()).toBe("0-1");
  await test.redis.connect();
  expect(await publisher.position()).not.toBe("0-1");
});

Deno.test("news that could not be told is made up for once Redis answers: viewers are to read again", async () => {
  await using test = await openTestRedis();
  await using proxy = new FaultProxy(test.config, "redis");
  const redis = connectRedis({ ...test.config, ...proxy.address }, silentLog);
  await using _connection = { [Symbol.asyncDispose]: () => endConnection(redis) };
  await redisReady(redis, 5_000);
  const publisher = createPublisher(redis, test.keys, silentLog);
  proxy.refuse();
  await publisher.publish([SCORE]);
  await publisher.publish([OVERVIEW]);

  proxy.pass();

  const entries = await waitFor("the word to read again", async () => {
    const found = await test.redis.xrange(test.keys.liveStream(), "-", "+");
    return found.some(isResync) && found;
  });
  await publisher.publish([SCORE]);
  const later = (await test.redis.xrange(test.keys.liveStream(), "-", "+")).slice(entries.length);
  expect(later.map(isResync)).toEqual([false]);
});

Deno.test("an entry of another version is not understood", () => {
  expect(fromEntry(["5-0", ["event", "forecast", "clientId", "", "data", "{}"]])).toBeNull();
  expect(fromEntry(["5-0", ["event", "overview"]])).toBeNull();
});
