import { expect } from "@std/expect";
import type { DataState } from "@/lib/live/data_state.ts";
import type { SseEvent } from "@/lib/live/sse.ts";
import { createVoucher, Watermark } from "@/lib/live/watermark.ts";
import { connectMongo, pingMongo } from "@/lib/platform/mongo.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { FaultProxy } from "@/testing/fault_proxy.ts";
import { numbered, TestLive } from "@/testing/live.ts";
import { collectLog } from "@/testing/log.ts";
import { openTestRedis, silentLog } from "@/testing/redis.ts";
import { testServices } from "@/testing/services.ts";
import type { SseReader } from "@/testing/sse_reader.ts";
import { waitFor } from "@/testing/wait.ts";

/** Far shorter than the product's, so that an outage is told of within a second. */
const PAUSED_AFTER_MS = 1_500;
const TIMING = { blockMs: 200, heartbeatMs: 200, lookMs: 100 };
const WORKER_MS = 100;

/** A web process that reaches both servers by way of a proxy each, a worker that does as well, and a viewer. */
async function openStage() {
  await using started = new AsyncDisposableStack();
  const live = started.use(await TestLive.open());
  const server = new URL(testServices().mongodbUri);
  const redisWay = started.use(new FaultProxy(live.test.config, "redis"));
  const mongoWay = started.use(
    new FaultProxy({ host: server.hostname, port: Number(server.port) }, "mongodb"),
  );
  const { host, port } = mongoWay.address;
  const database = connectMongo({
    uri: `mongodb://${host}:${port}/?directConnection=true`,
    database: "test",
  });
  started.defer(() => database.client.close());
  const pingDatabase = () => pingMongo(database);
  const { keys } = live.test;
  const vouch = createVoucher({ redis: live.test.redis, keys, log: silentLog, pingDatabase });
  let working = true;
  const worker = setInterval(() => working && void vouch(), WORKER_MS);
  started.defer(() => clearInterval(worker));
  const config = { ...live.test.config, ...redisWay.address };
  const open = () => {
    const service = live.startingHub({
      config,
      timing: TIMING,
      pausedAfterMs: PAUSED_AFTER_MS,
      pingDatabase,
    });
    return service;
  };
  const hub = open();
  await waitFor("the hub to read", async () => await hub.position() !== "0-1");
  const viewer = await live.view(hub, ["overview"]);
  const resources = started.move();
  return {
    live,
    hub,
    viewer,
    redisWay,
    mongoWay,
    open,
    /** Whether the worker goes on. */
    work: (goesOn: boolean) => working = goesOn,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

function stateIn(block: SseEvent | null): DataState | null {
  return block?.event === "heartbeat" ? JSON.parse(block.data ?? "") as DataState : null;
}

/** What is told until the data is said to be paused, or not to be; that heartbeat comes last. */
async function until(viewer: SseReader, paused: boolean): Promise<{ events: unknown[]; state: DataState }> {
  const events: unknown[] = [];
  for (;;) {
    const block = await viewer.nextBlock();
    if (block === null) throw new Error("The stream ended");
    const state = stateIn(block);
    if (state?.paused === paused) return { events, state };
    if (state === null) events.push(block.event);
  }
}

const OUTAGES = {
  "a frozen Redis": ({ redisWay }) => redisWay.freezeAll(),
  "a Redis that refuses": ({ redisWay }) => redisWay.refuse(),
  "a frozen database": ({ mongoWay }) => mongoWay.freezeAll(),
  "a database that refuses": ({ mongoWay }) => mongoWay.refuse(),
  "a worker that is away": ({ work }) => work(false),
} satisfies Record<string, (stage: Awaited<ReturnType<typeof openStage>>) => unknown>;

for (const [name, begin] of Object.entries(OUTAGES)) {
  Deno.test(`with ${name} the data is said to be paused, and when it is current again viewers read again`, async () => {
    await using stage = await openStage();
    const { hub, live, viewer, redisWay, mongoWay, work } = stage;
    await until(viewer, false);
    expect(hub.state.paused).toBe(false);

    begin(stage);
    const { state } = await until(viewer, true);

    expect(state.ageMs).toBeGreaterThan(PAUSED_AFTER_MS);
    expect(hub.state.paused).toBe(true);
    redisWay.pass();
    mongoWay.pass();
    work(true);
    const { events } = await until(viewer, false);
    expect(events).toContain("resync");
    expect(hub.state.paused).toBe(false);
    await live.publisher.publish([numbered(7)]);
    expect((await viewer.next())?.data).toContain('"number":7');
  });
}

Deno.test("a worker logs the begin and the end of what it cannot vouch for, however often it tries", async () => {
  await using test = await openTestRedis();
  const { log, lines } = collectLog();
  let answers = false;
  const vouch = createVoucher({
    redis: test.redis,
    keys: test.keys,
    log,
    pingDatabase: () => answers ? Promise.resolve() : Promise.reject(new Error("No answer")),
  });

  await vouch();
  await vouch();
  answers = true;
  await vouch();
  await vouch();

  expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
    [40, "Cannot vouch for the live data: viewers are told that it is paused"],
    [30, "The live data is vouched for again"],
  ]);
});

Deno.test("a process that starts while the worker is away knows since when", async () => {
  await using live = await TestLive.open();
  const { redis, keys } = live.test;
  await redis.set(keys.liveWatermark(), "", "PX", LIMITS.liveWatermarkKeptMs - 3_600_000);
  const watermark = new Watermark({ redis, keys, log: silentLog, pingDatabase: () => Promise.resolve() });

  await watermark.look();

  expect(watermark.isLate).toBe(true);
  expect(watermark.ageMs).toBeGreaterThanOrEqual(3_600_000);
  expect(watermark.ageMs).toBeLessThan(3_660_000);
});

Deno.test("a viewer that comes while all is paused hears so with the first bytes", async () => {
  await using stage = await openStage();
  stage.redisWay.freezeAll();
  await until(stage.viewer, true);
  const request = { topics: ["overview" as const], after: null, signal: new AbortController().signal };
  const late = stage.live.read(await stage.hub.open(request));

  expect(stateIn(await late.nextBlock())).toMatchObject({ paused: true });
});

Deno.test("a process that starts while Redis is frozen says so as well, in heartbeats without a position", async () => {
  await using stage = await openStage();
  stage.redisWay.freezeAll();
  const started = stage.open();
  const viewer = await stage.live.view(started, ["overview"]);

  const { state } = await until(viewer, true);

  expect(state.ageMs).toBeGreaterThan(PAUSED_AFTER_MS);
  expect(await started.position()).toBe("0-1");
});
