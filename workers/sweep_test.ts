import { expect } from "@std/expect";
import type { WorkerContext } from "@/workers/context.ts";
import { sweep } from "@/workers/sweep.ts";
import { openWorld, type World } from "@/testing/world.ts";

const NOW = "2026-03-10T12:00:00Z";

const contextOf = ({ services }: World, resumed = false): WorkerContext => ({
  services,
  signal: new AbortController().signal,
  resumed,
});

Deno.test("a sweep that outlasts its schedule does not pile up, and one that was cut off is gone on with", async () => {
  await using world = await openWorld();
  const { queues } = world.services;
  const { _id } = await world.createClient({ externalId: "acme" });
  const waiting = async () => (await queues.score.getPrioritized()).map(({ data }) => data.clientIds);
  await sweep({ task: "clients" }, contextOf(world));
  expect(await waiting()).toEqual([[_id]]);
  await sweep({ task: "clients" }, contextOf(world));
  await sweep({ task: "clients" }, contextOf(world, true));
  expect(await waiting()).toEqual([[_id]]);
});

Deno.test("what one step of recovery cannot do does not keep the others from theirs", async () => {
  await using world = await openWorld(NOW);
  const { database, queues, stores } = world.services;
  const { _id: clientId } = await world.createClient({ externalId: "acme" });
  const receivedAt = new Date(NOW);
  await stores.events.openIntake({ _id: "dead", receivedAt, days: [{ clientId, day: "2026-03-09" }] });
  await stores.marks.mark([{ clientId, day: "2026-03-08" }], receivedAt);
  // Marks cannot be written for now, so that no entry of the journal can be finished.
  await database.db.command({ collMod: "rollup_marks", validator: { never: { $exists: true } } });
  world.setNow("2026-03-10T12:02:00Z");
  await expect(sweep({ task: "recover" }, contextOf(world))).rejects.toThrow("intake failed");
  expect((await queues.rollUp.getWaiting()).map(({ data }) => data)).toEqual([{ clientId }]);
  expect(await stores.events.findOpenIntakes(new Date("2026-03-10T13:00:00Z"), 10)).toHaveLength(1);
});

Deno.test("a database that was dropped under running processes gets its collections and indexes again", async () => {
  await using world = await openWorld();
  const { db } = world.services.database;
  await db.dropDatabase();
  await sweep({ task: "recover" }, contextOf(world));
  const found = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
  expect(found).toEqual(expect.arrayContaining(["telemetry", "health_history", "usage_daily"]));
  expect(await db.collection("clients").indexes()).toEqual(
    expect.arrayContaining([expect.objectContaining({ key: { externalId: 1 }, unique: true })]),
  );
});
