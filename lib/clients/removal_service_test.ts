import { expect } from "@std/expect";
import { newClientSchema } from "@/lib/clients/schema.ts";
import { GENERATIONS } from "@/lib/live/change_notice.ts";
import type { HealthPoint } from "@/lib/health/schema.ts";
import type { StoredEvent } from "@/lib/telemetry/schema.ts";
import { openProxies, openWorld, type World } from "@/testing/world.ts";

const NOW = "2026-03-31T12:00:00Z";
const LATER = "2026-03-31T12:02:01Z";

/** Documents that belong to a client, in every collection that may have some. */
async function leftovers(world: World, clientId: string): Promise<Record<string, number>> {
  const { db } = world.services.database;
  const filters: Record<string, Record<string, string>> = {
    clients: { _id: clientId },
    client_removals: { _id: clientId },
    simulation_clients: { _id: clientId },
    telemetry_intake: { "days.clientId": clientId },
    telemetry: { "meta.clientId": clientId },
    health_history: { "meta.clientId": clientId },
    ...Object.fromEntries(
      [
        "telemetry_messages",
        "usage_daily",
        "rollup_marks",
        "incidents",
        "outcomes",
        "notes",
        "simulation_log",
        "idempotency_keys",
      ].map((name) => [
        name,
        { clientId },
      ]),
    ),
  };
  const counts: Record<string, number> = {};
  for (const [name, filter] of Object.entries(filters)) {
    const count = await db.collection<{ _id: string }>(name).countDocuments(filter);
    if (count > 0) counts[name] = count;
  }
  return counts;
}

const login = (clientId: string) => ({ clientId, type: "login", ts: "2026-03-31T10:00:00Z" });

const POINT: Omit<HealthPoint, "meta"> = {
  ts: new Date(NOW),
  score: 70,
  band: "healthy",
  coverage: 1,
  components: { usage: 70, engagement: 70, incident: 70 },
  modelVersion: 1,
};

const storedEvent = (clientId: string): StoredEvent => ({
  ts: new Date("2026-03-31T11:00:00Z"),
  meta: { clientId, type: "login" },
  count: 1,
  messageId: "late",
  userId: null,
  receivedAt: new Date(NOW),
});

async function fullClient(world: World): Promise<string> {
  const { _id } = await world.createClient({ externalId: "acme", startedAt: new Date("2025-01-01") });
  await world.services.intake.receive([login(_id)]);
  await world.services.incidents.create({ clientId: _id, title: "Down", severity: "low", status: "open" });
  await world.services.outcomes.put(_id, { kind: "renewed", on: "2026-03-01", reason: null });
  await world.services.notes.create(_id, { text: "Called", author: "Dana" });
  await world.work();
  return _id;
}

Deno.test("a deletion takes every part, and the second round forgets that it was asked for", async () => {
  await using world = await openWorld(NOW);
  const id = await fullClient(world);
  expect(await world.services.removal.remove("external:acme")).toEqual({
    clientId: id,
    removed: { events: 1, days: 1, incidents: 1, outcomes: 1, notes: 1, points: 1 },
  });
  expect(await leftovers(world, id)).toEqual({ client_removals: 1 });
  expect(await world.services.removal.finish()).toBe(0);
  world.setNow(LATER);
  expect(await world.services.removal.finish()).toBe(1);
  expect(await leftovers(world, id)).toEqual({});
});

Deno.test("a deletion takes the copies of last resort too, also one that was stored while it ran", async () => {
  await using world = await openWorld(NOW);
  const { services, config } = world;
  const id = await fullClient(world);
  const look = async () => {
    await services.clientDetail.read(id);
    await services.clientParts.read(id, 30);
    await services.clientParts.simulation(id);
  };
  const copies = () => services.redis.keys(`${config.redis.keyPrefix}:cache-last:*${id}*`);
  await look();
  expect((await copies()).length).toBe(3);
  await services.removal.remove(id);
  expect(await copies()).toEqual([]);
  await services.cache.read(
    `client-detail:${id}`,
    { ttlSeconds: 60, generations: [GENERATIONS.client(id)] },
    () => Promise.resolve("late"),
  );
  world.setNow(LATER);
  await services.removal.finish();
  expect(await copies()).toEqual([]);
});

Deno.test("a deletion while telemetry keeps coming leaves nothing behind", async () => {
  await using world = await openWorld(NOW);
  const id = await fullClient(world);
  let refused = 0;
  const send = async () => {
    while (refused < 3) {
      const answer = await world.services.intake.receive([login(id), login(id)]);
      if (answer.accepted === 0) refused++;
      else await world.work();
    }
  };
  const senders = [send(), send(), send()];
  await world.services.removal.remove(id);
  await Promise.all(senders);
  world.setNow(LATER);
  await world.services.intakeRecovery.run();
  await world.services.removal.finish();
  expect(await leftovers(world, id)).toEqual({});
});

Deno.test("what a process killed half-way left is finished once the client was gone, and nothing before", async () => {
  await using world = await openWorld(NOW);
  const { removals, clients } = world.services.stores;
  const written = await fullClient(world);
  const before = await leftovers(world, written);
  await removals.begin({ _id: written, requestedAt: new Date(NOW) });
  world.setNow(LATER);
  await world.services.removal.finish();
  // Nobody was told that it is deleted.
  expect(await leftovers(world, written)).toEqual({ ...before, client_removals: 1 });
  world.setNow("2026-03-31T12:10:01Z");
  await world.services.removal.finish();
  expect(await leftovers(world, written)).toEqual(before);

  world.setNow(NOW);
  await world.services.removal.remove(written);
  const hidden = await fullClient(world);
  await removals.begin({ _id: hidden, requestedAt: new Date(NOW) });
  await clients.remove(hidden);
  world.setNow(LATER);
  await world.services.removal.finish();
  expect(await leftovers(world, hidden)).toEqual({});
});

Deno.test("a deletion that was refused is not carried out later, and one that got no answer is whole or not at all", async () => {
  await using proxies = openProxies();
  await using world = await openWorld(NOW, proxies.config);
  const id = await fullClient(world);
  const before = await leftovers(world, id);
  proxies.mongodb.cutAt({ command: "delete", target: "clients" }, { when: "before" });
  await expect(world.services.removal.remove(id)).rejects.toThrow();
  proxies.mongodb.pass();
  for (const later of [LATER, "2026-03-31T12:10:01Z"]) {
    world.setNow(later);
    await world.services.removal.finish();
  }
  expect(await leftovers(world, id)).toEqual(before);

  proxies.mongodb.cutAt({ command: "delete", target: "clients" }, { when: "after" });
  await expect(world.services.removal.remove(id)).rejects.toThrow();
  proxies.mongodb.pass();
  world.setNow("2026-03-31T12:12:02Z");
  await world.services.removal.finish();
  expect(await leftovers(world, id)).toEqual({});
});

Deno.test("who writes for a client that is deleted meanwhile leaves nothing of it", async () => {
  await using world = await openWorld(NOW);
  const { intake, removal, rollUp, stores, incidents, notes, outcomes } = world.services;
  const client = await world.createClient({ externalId: "acme", startedAt: new Date("2025-01-01") });
  const id = client._id;
  await intake.receive([login(id)]);
  // A roll-up that had read its events, and whatever still had its id.
  await rollUp.rollUpDirty(client, { beforeClear: () => removal.remove(id) });
  expect(await leftovers(world, id)).toEqual({ client_removals: 1 });
  await intake.store([storedEvent(id)], new Map([[id, "UTC"]]), new Date(NOW));
  await stores.history.append([{ ...POINT, meta: { clientId: id } }]);
  expect(await removal.takeRemains([id])).toEqual(new Set([id]));
  expect(await leftovers(world, id)).toEqual({ client_removals: 1 });
  await Promise.all([
    incidents.create({ clientId: id, title: "Down", severity: "low", status: "open" }),
    notes.create(id, { text: "Called", author: "Dana" }),
    outcomes.put(id, { kind: "renewed", on: "2026-03-01", reason: null }),
  ].map((write) => expect(write).rejects.toThrow("This client was deleted on 31 Mar 2026, 12:00 UTC")));
  expect(await leftovers(world, id)).toEqual({ client_removals: 1 });
});

Deno.test("the second round leaves a client alone that was changed instead of deleted, or made anew", async () => {
  await using world = await openWorld(NOW);
  const { removals, clients } = world.services.stores;
  const id = await fullClient(world);
  await removals.begin({ _id: id, requestedAt: new Date(NOW) });
  await world.services.clients.change(id, { owner: "Dana" });
  world.setNow(LATER);
  await world.services.removal.finish();
  expect((await world.services.clients.get(id)).owner).toBe("Dana");

  world.setNow(NOW);
  const client = await world.services.clients.get(id);
  await world.services.removal.remove(id);
  await clients.insert(client);
  await world.services.intake.receive([login(id)]);
  world.setNow(LATER);
  await world.services.removal.finish();
  expect((await leftovers(world, id)).telemetry).toBe(1);
});

Deno.test("a deletion that a killed process did not live to record is recorded by the second round", async () => {
  await using world = await openWorld(NOW);
  const { removal, stores, clients } = world.services;
  const { _id } = await world.createClient();
  await stores.removals.begin({ _id, requestedAt: new Date(NOW) });
  await stores.clients.remove(_id, null);
  world.setNow(LATER);
  await removal.finish();
  await expect(clients.get(_id)).rejects.toThrow("This client was deleted on 31 Mar 2026, 12:00 UTC");
});

Deno.test("a client that came back under its id and was deleted again was deleted then", async () => {
  await using world = await openWorld(NOW);
  const { removal, clients } = world.services;
  const again = () => clients.create(newClientSchema.parse({ name: "Acme" }), "0123456789abcdef01234567");
  await again();
  await removal.remove("0123456789abcdef01234567");
  world.setNow("2026-04-02T09:30:00Z");
  await again();
  expect((await clients.get("0123456789abcdef01234567")).name).toBe("Acme");
  await removal.remove("0123456789abcdef01234567");
  await expect(clients.get("0123456789abcdef01234567")).rejects.toThrow("deleted on 2 Apr 2026, 09:30 UTC");
});
