import { expect } from "@std/expect";
import { LIMITS } from "@/lib/platform/limits.ts";
import { ensureSchema } from "@/lib/stores.ts";
import { collectLog } from "@/testing/log.ts";
import { openWorld, type World } from "@/testing/world.ts";

const NOW = "2026-03-31T12:00:00Z";
const AT = new Date("2026-03-30T12:00:00Z");
const OLD = "cafe\u0301";
const NEW = "caf\u00e9";
const COLLECTIONS = [
  "clients",
  "client_removals",
  "incidents",
  "outcomes",
  "parked_events",
  "user_accounts",
  "segment_calls",
];

/** What an earlier version stored, under the given spelling of every id. */
function documentsOf(id: string, name: string): Record<string, { _id: string }[]> {
  const account = { externalId: id, receivedAt: AT, expiresAt: new Date("2027-03-30T12:00:00Z") };
  const event = { ...account, kind: "event", messageId: id, type: "login", ts: AT, count: 1, userId: null };
  const incident = { clientId: "client", externalId: id, title: name, severity: "low", status: "open" };
  return {
    client_removals: [{ _id: name, requestedAt: AT, externalId: id } as { _id: string }],
    incidents: [{ _id: `incident-${name}`, ...incident, openedAt: AT, version: 1 } as { _id: string }],
    outcomes: [
      { _id: `outcome-${name}`, clientId: "client", externalId: id, kind: "churned", on: "2026-03-01" } as {
        _id: string;
      },
    ],
    parked_events: [
      { _id: JSON.stringify([id, id]), ...event } as { _id: string },
      { _id: JSON.stringify([id]), kind: "traits", ...account, traits: { name } } as { _id: string },
    ],
    user_accounts: [{ _id: `user:${id}`, externalId: id, at: AT } as { _id: string }],
    segment_calls: [
      { _id: JSON.stringify([id, "group", id]), appliedAt: new Date("2037-01-01T00:00:00Z") } as {
        _id: string;
      },
    ],
  };
}

async function write(world: World, documents: Record<string, { _id: string }[]>): Promise<void> {
  const { db } = world.services.database;
  for (const [name, stored] of Object.entries(documents)) {
    await db.collection<{ _id: string }>(name).insertMany(stored);
  }
}

/** Everything that is stored, in order of the ids. */
async function readAll({ services }: World): Promise<unknown> {
  const { db } = services.database;
  const read = async (name: string) => {
    const found = await db.collection<{ _id: string }>(name).find().toArray();
    return [name, found.toSorted((a, b) => (a._id < b._id ? -1 : 1))];
  };
  return Object.fromEntries(await Promise.all(COLLECTIONS.map(read)));
}

/** Starts as a process does; returns what it says of ids. */
async function start({ services: { database, stores } }: World, now = NOW) {
  const { log, lines } = collectLog();
  await ensureSchema(database, stores, 400, () => new Date(now), log);
  return lines.filter(({ msg }) => msg.startsWith("Two ids are one")).map((
    { collection, stays, beside },
  ) => ({
    collection,
    stays,
    beside,
  }));
}

Deno.test("ids that earlier versions stored as they were sent are found composed, whoever converts them and however often", async () => {
  await using world = await openWorld(NOW);
  const { stores } = world.services;
  await write(world, documentsOf(OLD, "old"));
  const client = await world.createClient({ externalId: "later" });
  await world.services.database.db.collection("clients").updateOne({ externalId: "later" }, {
    $set: { externalId: OLD },
  });
  // Killed after it inserted the document anew and before it removed the old one.
  const { parked_events } = documentsOf(NEW, "old");
  await write(world, { parked_events: parked_events ?? [] });
  expect(await Promise.all([start(world), start(world)])).toEqual([[], []]);
  const after = await readAll(world);
  expect(after).toMatchObject(documentsOf(NEW, "old"));
  expect(JSON.stringify(after)).not.toContain("\u0301");
  expect(await stores.clients.findByExternalId(NEW)).toMatchObject({ _id: client._id });
  expect(await stores.incidents.findByExternalId("client", NEW)).toMatchObject({ title: "old" });
  expect(await stores.outcomes.find("client", NEW)).toMatchObject({ kind: "churned" });
  expect((await stores.parked.findOf(NEW, 9)).map(({ kind }) => kind).toSorted()).toEqual([
    "event",
    "traits",
  ]);
  expect(await stores.segment.findAccounts([`user:${NEW}`])).toEqual(new Map([[`user:${NEW}`, NEW]]));
  expect(await start(world)).toEqual([]);
  expect(await readAll(world)).toEqual(after);
});

Deno.test("two ids that are one when composed are both kept and both named in the log; what waits for an account is found", async () => {
  await using world = await openWorld(NOW);
  const { stores } = world.services;
  // First, or what waits for one would be applied.
  const clients = [
    await world.createClient({ externalId: NEW }),
    await world.createClient({ externalId: "x" }),
  ];
  await world.services.database.db.collection("clients").updateOne({ externalId: "x" }, {
    $set: { externalId: OLD },
  });
  await write(world, documentsOf(OLD, "old"));
  const { segment_calls: _same, ...others } = documentsOf(NEW, "new");
  const accounts = [{ _id: `user:${NEW}`, externalId: NEW, at: new Date(NOW) }];
  const events = others.parked_events?.map((parked) => ({ ...parked, receivedAt: new Date(NOW) })) ?? [];
  await write(world, { ...others, user_accounts: accounts, parked_events: events });
  const told = await start(world);
  const rows = (prefix: string) => ({
    stays: { _id: `${prefix}-old`, externalId: OLD, clientId: "client" },
    beside: { _id: `${prefix}-new`, externalId: NEW, clientId: "client" },
  });
  expect(told).toEqual([
    {
      collection: "clients",
      stays: { _id: clients[1]?._id, externalId: OLD },
      beside: { _id: clients[0]?._id, externalId: NEW },
    },
    { collection: "incidents", ...rows("incident") },
    { collection: "outcomes", ...rows("outcome") },
    {
      collection: "parked_events",
      stays: { _id: JSON.stringify([OLD, OLD]), externalId: OLD, messageId: OLD },
      beside: { _id: JSON.stringify([NEW, NEW]), externalId: NEW, messageId: NEW },
    },
    {
      collection: "parked_events",
      stays: { _id: JSON.stringify([OLD]), externalId: OLD },
      beside: { _id: JSON.stringify([NEW]), externalId: NEW },
    },
    {
      collection: "user_accounts",
      stays: { _id: `user:${OLD}`, externalId: OLD },
      beside: { _id: `user:${NEW}`, externalId: NEW },
    },
  ]);
  expect((await stores.parked.findOf(NEW, 9)).map(({ _id }) => _id).toSorted()).toEqual(
    [OLD, NEW].flatMap((id) => [JSON.stringify([id]), JSON.stringify([id, id])]).toSorted(),
  );
  expect(await stores.incidents.findByExternalId("client", NEW)).toMatchObject({ title: "new" });
  expect(await stores.incidents.findByExternalId("client", OLD)).toMatchObject({ title: "old" });
});

Deno.test("more than are composed at once are all composed", async () => {
  await using world = await openWorld(NOW);
  const users = Array.from({ length: LIMITS.composedIdsBatch + 1 }, (_, at) => `user:${OLD}-${at}`);
  const accounts = users.map((_id) => ({ _id, externalId: OLD, at: AT }) as { _id: string });
  await write(world, { user_accounts: accounts });
  expect(await start(world)).toEqual([]);
  const found = await world.services.database.db.collection<{ _id: string }>("user_accounts").find()
    .toArray();
  expect(found.map(({ _id }) => _id).toSorted()).toEqual(users.map((_id) => _id.normalize()).toSorted());
});

Deno.test("a day after all ids were composed a start reads no collection for it", async () => {
  await using world = await openWorld(NOW);
  await write(world, documentsOf(OLD, "old"));
  const before = await readAll(world);
  await start(world, "2026-04-01T12:00:00Z");
  expect(await readAll(world)).toEqual(before);
  await start(world, "2026-04-01T11:59:59Z");
  expect(await world.services.stores.outcomes.find("client", NEW)).toMatchObject({ on: "2026-03-01" });
});
