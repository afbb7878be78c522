import { expect } from "@std/expect";
import { openWorld, type World } from "@/testing/world.ts";

const STARTED = new Date("2025-01-01T00:00:00Z");

/** A local day, its first instant and that of the next day, and a moment 29 local days later: hand-worked. */
interface Boundary {
  zone: string;
  day: string;
  before: string;
  after: string;
  starts: string;
  nextStarts: string;
  now: string;
}

const BOUNDARIES: Boundary[] = [
  // UTC+5:30
  {
    zone: "Asia/Kolkata",
    before: "2026-03-09",
    day: "2026-03-10",
    after: "2026-03-11",
    starts: "2026-03-09T18:30:00Z",
    nextStarts: "2026-03-10T18:30:00Z",
    now: "2026-04-08T06:00:00Z",
  },
  // 23 hours: UTC-5 until 02:00, UTC-4 after
  {
    zone: "America/New_York",
    before: "2026-03-07",
    day: "2026-03-08",
    after: "2026-03-09",
    starts: "2026-03-08T05:00:00Z",
    nextStarts: "2026-03-09T04:00:00Z",
    now: "2026-04-06T15:00:00Z",
  },
  // 25 hours: UTC-4 until 02:00, UTC-5 after
  {
    zone: "America/New_York",
    before: "2026-10-31",
    day: "2026-11-01",
    after: "2026-11-02",
    starts: "2026-11-01T04:00:00Z",
    nextStarts: "2026-11-02T05:00:00Z",
    now: "2026-11-30T15:00:00Z",
  },
  // UTC+13
  {
    zone: "Pacific/Apia",
    before: "2026-03-09",
    day: "2026-03-10",
    after: "2026-03-11",
    starts: "2026-03-09T11:00:00Z",
    nextStarts: "2026-03-10T11:00:00Z",
    now: "2026-04-08T02:00:00Z",
  },
  // 23 hours: UTC until 01:00, UTC+1 after
  {
    zone: "Europe/London",
    before: "2026-03-28",
    day: "2026-03-29",
    after: "2026-03-30",
    starts: "2026-03-29T00:00:00Z",
    nextStarts: "2026-03-29T23:00:00Z",
    now: "2026-04-27T12:00:00Z",
  },
];

const secondBefore = (instant: string) => new Date(Date.parse(instant) - 1_000).toISOString();

async function send(
  world: World,
  clientId: string,
  ts: string,
  calls: number,
  logins: number,
): Promise<void> {
  const events = [{ type: "api_call", count: calls }, { type: "login", count: logins }];
  const answer = await world.services.intake.receive(events.map((event) => ({ ...event, clientId, ts })));
  expect(answer.accepted).toBe(2);
}

for (const { zone, before, day, after, starts, nextStarts, now } of BOUNDARIES) {
  Deno.test(`usage, heatmap and score agree about ${day} in ${zone}`, async () => {
    await using world = await openWorld(now);
    const { _id: id } = await world.createClient({ timezone: zone, startedAt: STARTED });
    await send(world, id, secondBefore(starts), 1_000, 10);
    await send(world, id, starts, 1_000, 5);
    await send(world, id, secondBefore(nextStarts), 1_000, 5);
    await send(world, id, nextStarts, 500, 5);
    await world.work();

    const usage = await world.services.clientTime.usage(id, { days: 31 });
    expect([usage.first, usage.days.length, usage.daysWithData]).toEqual([before, 31, 3]);
    expect(usage.days.slice(0, 4).map((entry) => [entry.day, entry.counts])).toEqual([
      [before, { api_call: 1_000, login: 10 }],
      [day, { api_call: 2_000, login: 10 }],
      [after, { api_call: 500, login: 5 }],
      [usage.days[3]?.day, null],
    ]);
    // Of the counts 5, 10, 10 the quartiles are 5, 10 and 10.
    const heatmap = await world.services.clientTime.heatmap(id, 31);
    expect(heatmap.thresholds).toEqual([5, 10, 10]);
    expect(heatmap.days.slice(0, 4).map(({ logins, level }) => [logins, level])).toEqual([
      [10, 2],
      [10, 2],
      [5, 1],
      [null, null],
    ]);
    // The window of 30 days begins with the day: 2,500 calls and 15 logins, 20 + 15 + 30.
    const { health } = await world.services.clientTime.health(id);
    expect([health?.score, health?.band]).toEqual([65, "at_risk"]);
  });
}

Deno.test("a day with other telemetry has no logins, unless the client never sent any", async () => {
  await using world = await openWorld("2026-03-31T12:00:00Z");
  const { _id: id } = await world.createClient({ startedAt: STARTED });
  const receive = (type: string, ts: string) => world.services.intake.receive([{ clientId: id, type, ts }]);
  await receive("api_call", "2026-03-30T10:00:00Z");
  await world.work();
  const logins = async () =>
    (await world.services.clientTime.heatmap(id, 3)).days.map((entry) => [entry.logins, entry.level]);
  expect(await logins()).toEqual([[null, null], [null, null], [null, null]]);
  await receive("login", "2026-01-05T10:00:00Z");
  await world.work();
  expect(await logins()).toEqual([[null, null], [0, 0], [null, null]]);
});

Deno.test("usage of one type leaves the others out; a day without it is a gap", async () => {
  await using world = await openWorld("2026-03-31T12:00:00Z");
  const { _id: id } = await world.createClient({ startedAt: STARTED });
  await send(world, id, "2026-03-31T10:00:00Z", 7, 2);
  await world.services.intake.receive([{ clientId: id, type: "api_call", ts: "2026-03-30T10:00:00Z" }]);
  await world.work();
  expect(await world.services.clientTime.usage(id, { days: 2, type: ["login"] })).toEqual({
    clientId: id,
    timezone: "UTC",
    first: "2026-03-30",
    last: "2026-03-31",
    begins: "2026-03-30",
    types: ["login"],
    totals: { login: 2 },
    daysWithData: 1,
    days: [
      { day: "2026-03-30", counts: null, users: null },
      { day: "2026-03-31", counts: { login: 2 }, users: 0 },
    ],
  });
});

Deno.test("a chart may begin at the first data there ever was, not at a gap with data before it", async () => {
  await using world = await openWorld("2026-03-31T12:00:00Z");
  const { _id: id } = await world.createClient({ startedAt: STARTED });
  const begins = async (days: number) => [
    (await world.services.clientTime.usage(id, { days })).begins,
    (await world.services.clientTime.heatmap(id, days)).begins,
  ];
  expect(await begins(30)).toEqual([null, null]);
  await send(world, id, "2026-03-16T10:00:00Z", 7, 2);
  await world.work();
  expect(await begins(30)).toEqual(["2026-03-16", "2026-03-16"]);
  expect(await begins(16)).toEqual(["2026-03-16", "2026-03-16"]);
  // Nothing came in the last seven days, but something had come before them.
  expect(await begins(7)).toEqual(["2026-03-25", "2026-03-25"]);
});

Deno.test("the score's history has one entry a day, carried on where no scoring changed it", async () => {
  await using world = await openWorld("2026-03-28T12:00:00Z");
  const { _id: id } = await world.createClient({ startedAt: STARTED });
  await send(world, id, "2026-03-28T10:00:00Z", 5_000, 30);
  await world.work();
  world.setNow("2026-03-30T12:00:00Z");
  await world.services.incidents.create({
    clientId: id,
    title: "Down",
    severity: "critical",
    status: "open",
  });
  await world.services.health.scoreClients([id]);
  world.setNow("2026-03-31T12:00:00Z");
  const history = await world.services.clientTime.healthHistory(id, 5);
  // 40 + 30 + 0.3 · 60 = 88
  expect(history.days).toEqual([
    { day: "2026-03-27", score: null, band: null },
    { day: "2026-03-28", score: 100, band: "healthy" },
    { day: "2026-03-29", score: 100, band: "healthy" },
    { day: "2026-03-30", score: 88, band: "healthy" },
    { day: "2026-03-31", score: 88, band: "healthy" },
  ]);
  expect(history.points.map(({ at, score }) => [at, score])).toEqual([
    ["2026-03-28T12:00:00.000Z", 100],
    ["2026-03-30T12:00:00.000Z", 88],
  ]);
});
