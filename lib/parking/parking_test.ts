import { expect } from "@std/expect";
import { handler as listHandler } from "@/routes/api/v1/parked/index.ts";
import { handler as accountHandler } from "@/routes/api/v1/parked/[externalId].ts";
import { handler as clientsHandler } from "@/routes/api/v1/clients/index.ts";
import { handler as telemetryHandler } from "@/routes/api/v1/telemetry.ts";
import { parkedListSchema, parkedRemovalSchema } from "@/lib/parking/schema.ts";
import { ParkingService } from "@/lib/parking/service.ts";
import { intakeAnswerSchema } from "@/lib/telemetry/schema.ts";
import { jsonOf, openTestWeb } from "@/testing/web.ts";
import { openWorld, type World } from "@/testing/world.ts";

const NOW = "2026-03-10T12:00:00Z";
const ROUTES = {
  "/api/v1/telemetry": telemetryHandler,
  "/api/v1/clients": clientsHandler,
  "/api/v1/parked": listHandler,
  "/api/v1/parked/:externalId": accountHandler,
};

async function countsOf(world: World, clientId: string) {
  await world.work();
  return (await world.services.stores.usage.find([clientId], "0000-00-00", "9999-99-99"))
    .sort((a, b) => (a.day < b.day ? -1 : 1)).map(({ day, counts }) => [day, counts]);
}

const parkedIn = async (world: World) =>
  (await world.services.parking.list({ limit: 100 })).accounts.map((
    { externalId, events },
  ) => [externalId, events]);

Deno.test("events of an unknown account wait in a list and count once when its client is created", async () => {
  await using world = await openWorld(NOW);
  await using web = openTestWeb(world, ROUTES);
  const events = [
    { messageId: "a", externalId: "acme", type: "login", ts: "2026-03-08T23:30:00Z", userId: "u1" },
    { messageId: "b", externalId: "acme", type: "api_call", ts: "2026-03-09T10:00:00Z", count: 40 },
    // Without an id and with a time: its content is its id, before and after the client appears.
    { externalId: "acme", type: "api_call", ts: "2026-03-09T11:00:00Z" },
    { messageId: "c", externalId: "acme", type: "api_call" },
    { messageId: "a", externalId: "umbrella/ltd %2F", type: "login", ts: "2026-03-09T10:00:00Z" },
    { messageId: "z", clientId: "unknown", type: "login" },
  ];
  const send = async () =>
    await jsonOf(await web.send("POST", "/api/v1/telemetry", { body: { events } }), intakeAnswerSchema);
  const rejected = [{
    index: 5,
    pointer: "/events/5/clientId",
    reason: 'names no client: there is none with "unknown"',
  }];
  expect(await send()).toEqual({ accepted: 0, duplicates: 0, parked: 5, rejected });
  world.setNow("2026-03-10T13:00:00Z");
  expect(await send()).toEqual({ accepted: 0, duplicates: 5, parked: 5, rejected });
  const list = await jsonOf(await web.send("GET", "/api/v1/parked"), parkedListSchema);
  expect(list).toEqual({
    accounts: [{
      externalId: "acme",
      name: null,
      events: 4,
      firstEventAt: "2026-03-08T23:30:00.000Z",
      lastEventAt: "2026-03-10T12:00:00.000Z",
      lastReceivedAt: "2026-03-10T12:00:00.000Z",
    }, {
      externalId: "umbrella/ltd %2F",
      name: null,
      events: 1,
      firstEventAt: "2026-03-09T10:00:00.000Z",
      lastEventAt: "2026-03-09T10:00:00.000Z",
      lastReceivedAt: "2026-03-10T12:00:00.000Z",
    }],
    total: 2,
    nextCursor: null,
  });

  const body = { name: "Acme", externalId: "acme", timezone: "Europe/Berlin" };
  const created = await web.send("POST", "/api/v1/clients", { body });
  expect(created.status).toBe(201);
  const { id } = await created.json();
  // 23:30 UTC is the next day in Berlin.
  const expected = [["2026-03-09", { api_call: 41, login: 1 }], ["2026-03-10", { api_call: 1 }]];
  expect(await countsOf(world, id)).toEqual(expected);
  expect(await send()).toEqual({ accepted: 4, duplicates: 5, parked: 1, rejected });
  expect(await countsOf(world, id)).toEqual(expected);
  expect(await parkedIn(world)).toEqual([["umbrella/ltd %2F", 1]]);

  const path = `/api/v1/parked/${encodeURIComponent("umbrella/ltd %2F")}`;
  const removal = await jsonOf(await web.send("DELETE", path), parkedRemovalSchema);
  expect(removal).toEqual({ externalId: "umbrella/ltd %2F", removed: 1 });
  expect((await web.send("DELETE", path)).status).toBe(404);
  expect(await parkedIn(world)).toEqual([]);
});

Deno.test("what a killed process left half applied is applied again and counts once", async () => {
  await using world = await openWorld(NOW);
  const { intake, parking, unparking, stores } = world.services;
  const event = { externalId: "acme", type: "login", ts: "2026-03-09T10:00:00Z" };
  await intake.receive([{ ...event, messageId: "1" }, { ...event, messageId: "2" }]);
  const [first] = await stores.parked.findOf("acme", 1);
  await parking.parkTraits({
    externalId: "acme",
    traits: { name: "Acme of Segment" },
    receivedAt: new Date(NOW),
  });
  // As if another process died right after it stored the first event: the client is there, all events still parked.
  const client = await world.createClient({ externalId: "elsewhere", timezone: "UTC" });
  await stores.clients.update(client._id, client.version, { externalId: "acme" });
  expect(await intake.receive([{ ...event, messageId: first?.kind === "event" ? first.messageId : "" }]))
    .toMatchObject({ accepted: 1, parked: 0 });
  expect(await parkedIn(world)).toEqual([["acme", 2]]);
  // Two workers may find it at once.
  await Promise.all([unparking.recover(), unparking.recover()]);
  expect(await parkedIn(world)).toEqual([]);
  expect(await countsOf(world, client._id)).toEqual([["2026-03-09", { login: 2 }]]);
  expect((await world.services.clients.get(client._id)).name).toBe("Acme of Segment");
  expect(await unparking.recover()).toBe(0);
});

Deno.test("a client that takes over an externalId gets what waits for it", async () => {
  await using world = await openWorld(NOW);
  const { clients, intake } = world.services;
  const client = await world.createClient({ externalId: "old", timezone: "UTC" });
  await intake.receive([{ externalId: "new", type: "login", ts: "2026-03-09T10:00:00Z" }]);
  await clients.change(client._id, { externalId: "new" });
  expect(await countsOf(world, client._id)).toEqual([["2026-03-09", { login: 1 }]]);
});

Deno.test("what finds no room is refused with the reason, and nothing is dropped in silence", async () => {
  await using world = await openWorld(NOW);
  await using web = openTestWeb(world, ROUTES);
  const { stores, clock } = world.services;
  const limits = { perAccount: 3, total: 5 };
  const parking = new ParkingService({ store: stores.parked, clock, retentionDays: 100, limits });
  const ts = new Date(NOW);
  const park = async (externalId: string, ...messageIds: string[]) => {
    const events = messageIds.map((messageId) => (
      { externalId, messageId, type: "login", ts, count: 1, userId: null, receivedAt: ts }
    ));
    const { refused, repeated } = await parking.park(events);
    return events.map((event) => refused.get(event)?.reason ?? (repeated.has(event) ? "again" : "parked"));
  };
  const full = 'names an account that no client has, "a", and 3 events wait for it already';
  expect(await park("a", "1", "2")).toEqual(["parked", "parked"]);
  // What is parked already needs no room.
  expect(await park("a", "1", "3", "4", "3")).toEqual(["again", "parked", full, "again"]);
  expect(await park("a", "4", "2")).toEqual([full, "again"]);
  expect(await park("b", "1", "2", "3")).toEqual([
    "parked",
    "parked",
    'names an account that no client has, "b", and 5 events of unknown accounts wait already',
  ]);
  expect(await parking.parkTraits({ externalId: "c", traits: { name: "C" }, receivedAt: ts })).toMatchObject({
    status: "rejected",
    retry: true,
  });
  expect(await parkedIn(world)).toEqual([["a", 3], ["b", 2]]);
  await parking.remove("b");
  expect(await park("b", "3")).toEqual(["parked"]);

  // The list by pages, and questions it does not understand.
  const ids = async (path: string) =>
    await jsonOf(await web.send("GET", path), parkedListSchema).then(({ accounts, total, nextCursor }) => ({
      accounts: accounts.map(({ externalId }) => externalId),
      total,
      nextCursor,
    }));
  const first = await ids("/api/v1/parked?limit=1");
  expect(first).toMatchObject({ accounts: ["a"], total: 2 });
  expect(await ids(`/api/v1/parked?limit=1&cursor=${first.nextCursor}`)).toEqual({
    accounts: ["b"],
    total: 2,
    nextCursor: null,
  });
  for (const query of ["limit=0", "limit=101", "cursor=%25", "cursor=_w", "page=2"]) {
    expect([query, (await web.send("GET", `/api/v1/parked?${query}`)).status]).toEqual([query, 400]);
  }
});
