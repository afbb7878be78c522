import { expect } from "@std/expect";
import { createLog } from "@/lib/platform/log.ts";
import { createServices, type Services } from "@/lib/services.ts";
import { startQueueWorkers } from "@/workers/queue_workers.ts";
import { keepSchedules, watchSchedules } from "@/workers/schedule.ts";
import { FaultProxy } from "@/testing/fault_proxy.ts";
import { dropPrefix } from "@/testing/redis.ts";
import { waitFor } from "@/testing/wait.ts";
import { openWorld, type World } from "@/testing/world.ts";

const SCHEDULES = ["sweep-clients", "sweep-recover"];

const scheduled = async ({ queues }: Services) =>
  (await queues.sweep.getJobSchedulers()).map(({ key }) => key).sort();

/** As if Redis had lost this job, but not what it knows of its schedule. */
async function removeRun({ services }: World, jobId: string): Promise<void> {
  const queue = `${services.keys.queuePrefix()}:sweep`;
  await services.redis.multi().del(`${queue}:${jobId}`).zrem(`${queue}:delayed`, jobId).lrem(
    `${queue}:wait`,
    0,
    jobId,
  )
    .exec();
}

/** What FLUSHALL would do to a Redis that nobody else uses. */
async function forgetEverything({ services, config }: World): Promise<void> {
  await dropPrefix(services.redis, config.redis.keyPrefix);
  await dropPrefix(services.redis, `{${config.redis.keyPrefix}:queue}`);
}

Deno.test("when Redis loses everything the running worker sets its schedules again and finds what waits", async () => {
  await using world = await openWorld();
  const { services } = world;
  const { stores, clients } = services;
  const client = await world.createClient({ externalId: "acme" });
  const silent = await world.createClient({ externalId: "silent" });
  const stopping = new AbortController();
  const workers = startQueueWorkers(services, stopping.signal);
  try {
    watchSchedules(services, stopping.signal);
    await waitFor("the schedules", async () => (await scheduled(services)).length === 2);
    await waitFor("the first scores", async () => (await clients.get(silent._id)).health);
    await forgetEverything(world);
    // An event whose job went with Redis: stored, claimed and marked.
    const ts = new Date(Date.now() - 60_000);
    const event = {
      ts,
      meta: { clientId: client._id, type: "login" },
      count: 7,
      messageId: "m",
      userId: null,
    };
    const events = [{ ...event, receivedAt: ts }];
    await stores.events.append(events);
    await stores.events.claim(events);
    await stores.marks.mark([{ clientId: client._id, day: ts.toISOString().slice(0, 10) }], ts);
    await waitFor("the event to be counted", async () => {
      const days = await stores.usage.find([client._id], "0000-00-00", "9999-99-99");
      return days.some(({ counts }) => counts.login === 7);
    });
    await waitFor(
      "its score",
      async () => (await clients.get(client._id)).health?.dataAsOf?.getTime() === ts.getTime(),
    );
    // Of a client that nothing marks: only a sweep of all finds it.
    await stores.clients.insert({ ...silent, _id: "unscored", externalId: "unscored" });
    await forgetEverything(world);
    await waitFor("the score of all", async () => (await clients.get("unscored")).health);
    expect(await scheduled(services)).toEqual(SCHEDULES);
    expect(await services.queues.sweep.getGlobalConcurrency()).toBe(1);
  } finally {
    stopping.abort();
    await Promise.all(workers.map((worker) => worker.close()));
  }
});

Deno.test("a schedule whose next run is gone is set again; one whose run is due and waits is left alone", async () => {
  await using world = await openWorld();
  const { services } = world;
  const { sweep } = services.queues;
  expect(await keepSchedules(services)).toEqual(SCHEDULES);
  const next = async () => (await sweep.getJobScheduler("sweep-recover"))?.next;
  const due = await next();
  // Nobody takes it: the first run of recovery is due at once.
  await waitFor("the run to be due", () => Promise.resolve(due !== undefined && Date.now() > due + 50));
  expect(await keepSchedules(services)).toEqual([]);
  expect(await next()).toBe(due);
  await removeRun(world, `repeat:sweep-recover:${await next()}`);
  expect(await keepSchedules(services)).toEqual(["sweep-recover"]);
  // What it says cannot be parsed any more.
  await services.redis.hset(`${services.keys.queuePrefix()}:sweep:repeat:sweep-clients`, "data", "{");
  expect(await keepSchedules(services)).toEqual(["sweep-clients"]);
  expect(await keepSchedules(services)).toEqual([]);
  const changed = { ...services, config: { ...services.config, healthScoreCron: "0 8 * * *" } };
  expect(await keepSchedules(changed)).toEqual([]);
  expect((await sweep.getJobScheduler("sweep-clients"))?.pattern).toBe("0 8 * * *");
});

Deno.test("scores that were asked for while Redis was away are asked for when it is back", async () => {
  await using world = await openWorld();
  const { host, port } = world.config.redis;
  await using proxy = new FaultProxy({ host, port }, "redis");
  const config = { ...world.config, redis: { ...world.config.redis, ...proxy.address } };
  const services = createServices(config, createLog(config, "test"));
  try {
    await waitFor("a connection", () => Promise.resolve(services.redis.status === "ready"));
    proxy.refuse();
    await waitFor("the outage", () => Promise.resolve(services.redis.status !== "ready"));
    await services.jobs.requestScores(["some-client"]);
    proxy.pass();
    const waiting = () => world.services.queues.sweep.getWaiting();
    await waitFor("the sweep of all", async () => (await waiting()).length > 0);
    expect((await waiting()).map(({ data }) => data)).toEqual([{ task: "clients" }]);
  } finally {
    await services.close();
  }
});
