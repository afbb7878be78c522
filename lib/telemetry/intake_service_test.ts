import { expect } from "@std/expect";
import { openWorld, type World } from "@/testing/world.ts";
import type { UsageDay } from "@/lib/telemetry/schema.ts";

const NOW = "2026-03-10T12:00:00Z";

async function usageOf(world: World, clientId: string): Promise<UsageDay[]> {
  return (await world.services.stores.usage.find([clientId], "0000-00-00", "9999-99-99"))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

const countsOf = async (world: World, clientId: string) =>
  (await usageOf(world, clientId)).map(({ day, counts }) => [day, counts]);

Deno.test("events are stored, rolled up by local day and counted once however often they are sent", async () => {
  await using world = await openWorld(NOW);
  const { intake } = world.services;
  const client = await world.createClient({ externalId: "acme", timezone: "Asia/Kolkata" });
  const events = [
    // 18:29 UTC is 23:59 in Kolkata, 18:30 UTC is 00:00 of the next day.
    { messageId: "a", externalId: "acme", type: "api_call", ts: "2026-03-08T18:29:00Z", count: 40 },
    { messageId: "b", clientId: client._id, type: "api_call", ts: "2026-03-08T18:30:00Z", count: 2 },
    { messageId: "c", externalId: "acme", type: "login", ts: "2026-03-09T00:00:00+05:30", userId: "u1" },
  ];
  expect(await intake.receive(events)).toEqual({ accepted: 3, duplicates: 0, parked: 0, rejected: [] });
  expect(await intake.receive(events)).toEqual({ accepted: 3, duplicates: 3, parked: 0, rejected: [] });
  await world.work();
  expect(await countsOf(world, client._id)).toEqual([
    ["2026-03-08", { api_call: 40 }],
    ["2026-03-09", { api_call: 2, login: 1 }],
  ]);
});

Deno.test("a wrong event is refused with pointer and reason and does not spoil the others", async () => {
  await using world = await openWorld(NOW);
  await world.createClient({ externalId: "acme" });
  const answer = await world.services.intake.receive([
    { externalId: "acme", type: "api_call", ts: "2026-03-10T11:00:00Z" },
    { externalId: "acme", type: "Api Call" },
    { externalId: "acme", type: "login", ts: "2026-03-11T12:00:01Z" },
    { clientId: "nobody", type: "login" },
    { type: "login" },
    { externalId: "acme", type: "login", count: 1.5 },
    "nonsense",
    new Error("The line is not JSON"),
    { externalId: "acme", type: "login", colour: "red" },
    { externalId: "acme", type: "login", ts: "1969-12-31T23:59:59Z" },
  ]);
  expect(answer.accepted).toBe(1);
  expect(answer.rejected.map(({ index, pointer }) => [index, pointer])).toEqual([
    [1, "/events/1/type"],
    [2, "/events/2/ts"],
    [3, "/events/3/clientId"],
    [4, "/events/4"],
    [5, "/events/5/count"],
    [6, "/events/6"],
    [7, "/events/7"],
    [8, "/events/8/colour"],
    [9, "/events/9/ts"],
  ]);
  expect(answer.rejected[1]?.reason).toBe("lies more than 24 hours in the future");
  expect(answer.rejected[2]?.reason).toBe('names no client: there is none with "nobody"');
});

Deno.test("an event exactly 24 hours ahead is still taken", async () => {
  await using world = await openWorld(NOW);
  await world.createClient({ externalId: "acme" });
  const answer = await world.services.intake.receive([{
    externalId: "acme",
    type: "login",
    ts: "2026-03-11T12:00:00Z",
  }]);
  expect(answer.accepted).toBe(1);
});

Deno.test("an event without an id is told apart by its content, its place among equals and the Idempotency-Key", async () => {
  await using world = await openWorld(NOW);
  const client = await world.createClient({ externalId: "acme" });
  const login = { externalId: "acme", type: "login", ts: "2026-03-10T09:00:00Z" };
  const { intake } = world.services;
  // Two equal events in one request mean two; the same request again means the same two.
  await intake.receive([login, login]);
  expect(await intake.receive([login, login])).toEqual({
    accepted: 2,
    duplicates: 2,
    parked: 0,
    rejected: [],
  });
  // Without a time, only the key can tell a repetition.
  await intake.receive([{ externalId: "acme", type: "page_view" }], { idempotencyKey: "k1" });
  world.setNow("2026-03-11T12:00:00Z");
  expect(
    (await intake.receive([{ externalId: "acme", type: "page_view" }], { idempotencyKey: "k1" })).duplicates,
  ).toBe(1);
  await intake.receive([{ externalId: "acme", type: "page_view" }], { idempotencyKey: "k2" });
  await intake.receive([{ externalId: "acme", type: "page_view" }]);
  await intake.receive([{ externalId: "acme", type: "page_view" }]);
  await world.work();
  expect(await countsOf(world, client._id)).toEqual([
    ["2026-03-10", { login: 2, page_view: 1 }],
    ["2026-03-11", { page_view: 3 }],
  ]);
});

Deno.test("a message sent again with another time counts on the day of its first copy only", async () => {
  await using world = await openWorld(NOW);
  const client = await world.createClient({ externalId: "acme" });
  const { intake } = world.services;
  await intake.receive([{ messageId: "m", externalId: "acme", type: "login", ts: "2026-03-05T10:00:00Z" }]);
  await world.work();
  await intake.receive([{ messageId: "m", externalId: "acme", type: "login", ts: "2026-03-07T10:00:00Z" }]);
  await world.work();
  expect(await countsOf(world, client._id)).toEqual([["2026-03-05", { login: 1 }], ["2026-03-07", {}]]);
});

Deno.test("two clients may use the same messageId", async () => {
  await using world = await openWorld(NOW);
  const [a, b] = [
    await world.createClient({ externalId: "a" }),
    await world.createClient({ externalId: "b" }),
  ];
  const event = { messageId: "1", type: "login", ts: "2026-03-05T10:00:00Z" };
  const answer = await world.services.intake.receive([{ ...event, externalId: "a" }, {
    ...event,
    externalId: "b",
  }]);
  expect(answer).toEqual({ accepted: 2, duplicates: 0, parked: 0, rejected: [] });
  await world.work();
  expect(await countsOf(world, a._id)).toEqual([["2026-03-05", { login: 1 }]]);
  expect(await countsOf(world, b._id)).toEqual([["2026-03-05", { login: 1 }]]);
});

Deno.test("a late event corrects its own day and no other", async () => {
  await using world = await openWorld(NOW);
  const client = await world.createClient({ externalId: "acme" });
  const { intake } = world.services;
  await intake.receive([
    { messageId: "a", externalId: "acme", type: "login", ts: "2026-03-09T10:00:00Z" },
    { messageId: "b", externalId: "acme", type: "login", ts: "2026-01-09T10:00:00Z" },
  ]);
  await world.work();
  const before = await usageOf(world, client._id);
  await intake.receive([{
    messageId: "late",
    externalId: "acme",
    type: "login",
    ts: "2026-01-09T23:00:00Z",
  }]);
  await world.work();
  const after = await usageOf(world, client._id);
  expect(after[0]?.counts).toEqual({ login: 2 });
  expect(after[1]).toEqual(before[1]);
});

Deno.test("what a request that died left between append and mark is found and counted once", async () => {
  await using world = await openWorld(NOW);
  const client = await world.createClient({ externalId: "acme" });
  const { events, marks } = world.services.stores;
  const stored = {
    ts: new Date("2026-03-09T10:00:00Z"),
    meta: { clientId: client._id, type: "login" },
    count: 1,
    messageId: "m",
    userId: null,
    receivedAt: new Date(NOW),
  };
  // As if the process was killed right after the append: journal open, nothing claimed, nothing marked.
  await events.openIntake({
    _id: "dead",
    receivedAt: stored.receivedAt,
    days: [{ clientId: client._id, day: "2026-03-09" }],
  });
  await events.append([stored]);
  expect(await world.services.intakeRecovery.run()).toBe(0);
  // The sender got no answer and sends again, without saying when it happened.
  world.setNow("2026-03-10T12:00:30Z");
  await world.services.intake.receive([{ messageId: "m", externalId: "acme", type: "login" }]);
  await world.work();
  world.setNow("2026-03-10T12:02:00Z");
  expect(await world.services.intakeRecovery.run()).toBe(1);
  expect((await marks.findDirty(client._id, 10)).map(({ day }) => day)).toEqual(["2026-03-09"]);
  await world.work();
  expect(await countsOf(world, client._id)).toEqual([["2026-03-09", {}], ["2026-03-10", { login: 1 }]]);
  expect(await world.services.intakeRecovery.run()).toBe(0);
});

Deno.test("a rebuild from raw events gives the same documents", async () => {
  await using world = await openWorld(NOW);
  const client = await world.createClient({ externalId: "acme", timezone: "America/New_York" });
  await world.services.intake.receive(
    Array.from({ length: 300 }, (_, index) => ({
      messageId: `m${index % 250}`,
      externalId: "acme",
      type: index % 3 === 0 ? "login" : "api_call",
      ts: new Date(Date.UTC(2026, 2, 1 + (index % 250) % 9, index % 24)).toISOString(),
      count: index % 5,
    })),
  );
  await world.work();
  const before = await usageOf(world, client._id);
  expect(before.length).toBeGreaterThan(8);
  await world.services.rollUp.rebuild({ _id: client._id, externalId: "acme", timezone: "America/New_York" });
  expect(await usageOf(world, client._id)).toEqual(before);
  await world.services.database.db.collection("usage_daily").deleteMany({});
  await world.services.rollUp.rebuild({ _id: client._id, externalId: "acme", timezone: "America/New_York" });
  expect(await usageOf(world, client._id)).toEqual(before);
});

Deno.test("a slow computation never replaces that of a later mark", async () => {
  await using world = await openWorld(NOW);
  const { usage } = world.services.stores;
  const day = (revision: number, login: number): UsageDay => ({
    _id: "c:2026-03-01",
    clientId: "c",
    day: "2026-03-01",
    counts: { login },
    users: 0,
    lastEventAt: null,
    revision,
  });
  await Promise.all([usage.write([day(1, 1)]), usage.write([day(3, 3)]), usage.write([day(2, 2)])]);
  expect((await usage.find(["c"], "2026-03-01", "2026-03-01"))[0]?.counts).toEqual({ login: 3 });
  await usage.write([day(2, 2)]);
  expect((await usage.find(["c"], "2026-03-01", "2026-03-01"))[0]?.counts).toEqual({ login: 3 });
});
