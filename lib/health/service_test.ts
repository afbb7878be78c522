import { expect } from "@std/expect";
import { scoreAsOf } from "@/lib/health/as_of.ts";
import { DEFAULT_SCORE_MODEL } from "@/lib/scoring/default_model.ts";
import { openWorld, type World } from "@/testing/world.ts";

const NOW = "2026-03-31T12:00:00Z";
const STARTED = new Date("2025-01-01T00:00:00Z");

async function send(
  world: World,
  externalId: string,
  type: string,
  ts: string,
  count: number,
): Promise<void> {
  const answer = await world.services.intake.receive([{
    messageId: crypto.randomUUID(),
    externalId,
    type,
    ts,
    count,
  }]);
  expect(answer.accepted).toBe(1);
}

async function healthOf(world: World, clientId: string) {
  return (await world.services.clients.get(clientId)).health;
}

Deno.test("calls 2,500 and logins 15 of the last 30 days with nothing open give 65, at risk", async () => {
  await using world = await openWorld(NOW);
  const client = await world.createClient({ externalId: "acme", startedAt: STARTED });
  // The window ends today and has 30 days: 2 March is its first, 1 March lies outside.
  await send(world, "acme", "api_call", "2026-03-02T00:00:00Z", 2_000);
  await send(world, "acme", "api_call", "2026-03-31T11:00:00Z", 500);
  await send(world, "acme", "api_call", "2026-03-01T23:59:59Z", 9_000);
  await send(world, "acme", "login", "2026-03-15T10:00:00Z", 15);
  await world.work();
  const health = await healthOf(world, client._id);
  expect(health?.score).toBe(65);
  expect(health?.band).toBe("at_risk");
  expect(health?.coverage).toBe(1);
  expect(health?.dataAsOf).toEqual(new Date("2026-03-31T11:00:00Z"));
  expect(health?.day).toBe("2026-03-31");
});

Deno.test("a client that never sent anything has no score; one that stopped has a measured zero", async () => {
  await using world = await openWorld(NOW);
  const silent = await world.createClient({ externalId: "silent", startedAt: STARTED });
  const stopped = await world.createClient({ externalId: "stopped", startedAt: STARTED });
  await send(world, "stopped", "api_call", "2026-01-10T10:00:00Z", 100);
  await send(world, "stopped", "login", "2026-01-10T10:00:00Z", 1);
  await world.work();
  await world.services.health.scoreClients([silent._id]);
  const unknown = await healthOf(world, silent._id);
  expect([unknown?.score, unknown?.band, unknown?.coverage]).toEqual([null, "unknown", 0.3]);
  // 0.4 · 0 + 0.3 · 0 + 0.3 · 100
  expect((await healthOf(world, stopped._id))?.score).toBe(30);
});

Deno.test("a client that went silent tells when it sent last, however long ago; only one that never sent has nothing", async () => {
  await using world = await openWorld("2026-11-28T12:00:00Z");
  const { _id } = await world.createClient({
    externalId: "tokyo",
    startedAt: STARTED,
    timezone: "Asia/Tokyo",
  });
  const never = await world.createClient({ externalId: "never", startedAt: STARTED });
  // 3 November in Tokyo, 25 days ago there; nothing was sent since, and the first score comes in December.
  await send(world, "tokyo", "login", "2026-11-02T15:30:00Z", 10);
  world.setNow("2026-12-20T12:00:00Z");
  await world.work();
  await world.services.health.scoreClients([never._id]);
  const health = await healthOf(world, _id);
  expect(health?.dataAsOf).toEqual(new Date("2026-11-02T15:30:00Z"));
  const engagement = health?.components.find(({ key }) => key === "engagement");
  expect(engagement?.facts).toMatchObject({ count: 0, silentSince: "2026-11-03" });
  expect(health?.driver).toBe("Logins 0 of 30, silent since 3 Nov 2026 (−50)");
  expect((await healthOf(world, never._id))?.dataAsOf).toBeNull();

  // Two years later the raw events are long gone.
  world.setNow("2028-11-28T12:00:00Z");
  await world.services.rollUp.rebuild({ _id, externalId: "tokyo", timezone: "Asia/Tokyo" });
  await world.services.health.scoreClients([_id]);
  const later = await healthOf(world, _id);
  expect(later?.dataAsOf).toEqual(new Date("2026-11-02T15:30:00Z"));
  expect(later?.driver).toBe("Logins 0 of 30, silent since 3 Nov 2026 (−50)");
});

Deno.test("a client that sends what the score does not look at has sent something", async () => {
  await using world = await openWorld(NOW);
  const { _id } = await world.createClient({ externalId: "acme", startedAt: STARTED });
  await send(world, "acme", "export", "2026-01-10T10:00:00Z", 1);
  await world.work();
  const health = await healthOf(world, _id);
  expect([health?.score, health?.dataAsOf]).toEqual([null, new Date("2026-01-10T10:00:00Z")]);
  expect(health?.driver).toBe("No API calls or logins yet");
});

Deno.test("what a simulation sent is no data of the client once it was taken back", async () => {
  await using world = await openWorld(NOW);
  const { _id } = await world.createClient({ externalId: "acme", startedAt: STARTED });
  const dataAsOf = async () => {
    await world.work();
    await world.services.health.scoreClients([_id]);
    return (await healthOf(world, _id))?.dataAsOf?.toISOString();
  };
  await send(world, "acme", "login", "2026-01-10T10:00:00Z", 1);
  expect(await dataAsOf()).toBe("2026-01-10T10:00:00.000Z");
  await world.services.simulation.pulse({ intensity: "normal", clientIds: [_id] });
  world.setNow("2026-03-31T12:01:00Z");
  expect((await dataAsOf())?.slice(0, 10)).toBe("2026-03-31");
  await world.services.simulation.reset(_id);
  world.setNow("2026-03-31T12:02:00Z");
  expect(await dataAsOf()).toBe("2026-01-10T10:00:00.000Z");
});

Deno.test("incidents count while open and a quarter when resolved in the window", async () => {
  await using world = await openWorld(NOW);
  const client = await world.createClient({ externalId: "acme", startedAt: STARTED });
  await send(world, "acme", "api_call", "2026-03-20T10:00:00Z", 5_000);
  await send(world, "acme", "login", "2026-03-20T10:00:00Z", 30);
  const incident = (severity: "critical" | "low", times: { openedAt: string; resolvedAt?: string }) =>
    world.services.incidents.create({
      clientId: client._id,
      title: "Broken",
      severity,
      status: times.resolvedAt ? "resolved" : "open",
      openedAt: new Date(times.openedAt),
      ...(times.resolvedAt ? { resolvedAt: new Date(times.resolvedAt) } : {}),
    });
  await incident("critical", { openedAt: "2025-11-01T00:00:00Z" });
  await incident("low", { openedAt: "2026-03-30T00:00:00Z" });
  await world.work();
  // 40 + 30 + 0.3 · (100 − 40 − 5) = 86.5, rounded half up
  expect((await healthOf(world, client._id))?.score).toBe(87);
  await incident("critical", { openedAt: "2026-02-01T00:00:00Z", resolvedAt: "2026-03-02T00:00:00Z" });
  await incident("critical", { openedAt: "2026-02-01T00:00:00Z", resolvedAt: "2026-03-01T23:59:59Z" });
  await world.services.health.scoreClients([client._id]);
  // One quarter of 40 more: 70 + 0.3 · 45 = 83.5
  const health = await healthOf(world, client._id);
  expect(health?.score).toBe(84);
  expect(health?.openIncidents).toBe(2);
});

Deno.test("the trend compares with the score of seven days ago, and history has a point a day and one a change", async () => {
  await using world = await openWorld("2026-03-20T09:00:00Z");
  const client = await world.createClient({ externalId: "acme", startedAt: STARTED });
  await send(world, "acme", "api_call", "2026-03-19T10:00:00Z", 5_000);
  await send(world, "acme", "login", "2026-03-19T10:00:00Z", 30);
  await world.work();
  expect(await healthOf(world, client._id)).toMatchObject({ trend: null, bandWeekAgo: null });
  world.setNow("2026-03-20T10:00:00Z");
  await world.services.health.scoreClients([client._id]);
  world.setNow("2026-03-27T10:00:00Z");
  await world.services.incidents.create({
    clientId: client._id,
    title: "Down",
    severity: "critical",
    status: "open",
  });
  await world.services.health.scoreClients([client._id]);
  const health = await healthOf(world, client._id);
  // 100 then; 40 + 30 + 0.3 · 60 = 88 now
  expect(health?.trend).toEqual({ delta: -12, direction: "down", days: 7 });
  expect(health?.bandWeekAgo).toBe("healthy");
  expect(health?.recentScores.slice(-9)).toEqual([null, 100, 100, 100, 100, 100, 100, 100, 88]);
  const history = await world.services.stores.history.findSince([client._id], new Date(0));
  expect(history.get(client._id)?.map(({ ts, score }) => [ts.toISOString(), score])).toEqual([
    ["2026-03-20T09:00:00.000Z", 100],
    ["2026-03-27T10:00:00.000Z", 88],
  ]);
});

Deno.test("a score of earlier facts never replaces one of later facts", async () => {
  await using world = await openWorld(NOW);
  const client = await world.createClient({ externalId: "acme", startedAt: STARTED });
  await send(world, "acme", "api_call", "2026-03-20T10:00:00Z", 5_000);
  await world.work();
  const computedAt = (await healthOf(world, client._id))?.computedAt;
  world.setNow("2026-03-31T11:59:59Z");
  await world.services.health.scoreClients([client._id]);
  expect((await healthOf(world, client._id))?.computedAt).toEqual(computedAt);
});

Deno.test("a score that comes out the same is no news, but pages stop calling it old", async () => {
  await using world = await openWorld(NOW);
  const { health, analytics, publisher } = world.services;
  const { _id } = await world.createClient({ externalId: "acme", startedAt: STARTED });
  await health.scoreClients([_id]);
  expect((await analytics.overview()).value.oldestScoreAt).toBe("2026-03-31T12:00:00.000Z");
  const before = await publisher.position();
  world.setNow("2026-03-31T12:10:00Z");
  expect(await health.scoreClients([_id])).toBe(0);
  expect(await publisher.position()).toBe(before);
  expect((await analytics.overview()).value.oldestScoreAt).toBe("2026-03-31T12:10:00.000Z");
});

Deno.test("as of a past day nothing later is known", async () => {
  await using world = await openWorld(NOW);
  const client = await world.createClient({
    externalId: "acme",
    startedAt: STARTED,
    timezone: "Asia/Kolkata",
  });
  await world.createClient({
    externalId: "later",
    startedAt: new Date("2026-03-10T18:30:00Z"),
    timezone: "Asia/Kolkata",
  });
  await world.createClient({
    externalId: "gone",
    startedAt: STARTED,
    status: "churned",
    endedOn: "2026-03-10",
  });
  await world.createClient({
    externalId: "Zoo",
    startedAt: STARTED,
    status: "churned",
    endedOn: "2026-03-11",
  });
  // 18:29 UTC on the 10th is still the 10th in Kolkata, 18:30 is the 11th.
  await send(world, "acme", "api_call", "2026-03-10T18:29:00Z", 1_000);
  await send(world, "acme", "api_call", "2026-03-10T18:30:00Z", 4_000);
  await send(world, "acme", "login", "2026-03-10T18:30:00Z", 30);
  await world.services.incidents.create({
    clientId: client._id,
    title: "Slow",
    severity: "high",
    status: "resolved",
    openedAt: new Date("2026-03-09T00:00:00Z"),
    resolvedAt: new Date("2026-03-10T18:30:00Z"),
  });
  await world.work();
  const scores = await scoreAsOf("2026-03-10", DEFAULT_SCORE_MODEL, {
    ...world.services.stores,
    facts: world.services.facts,
  });
  expect(scores).toEqual([
    {
      externalId: "Zoo",
      score: null,
      band: "unknown",
      coverage: 0.3,
      usage: null,
      engagement: null,
      incident: 100,
    },
    // No login yet; usage 20, incident open: (0.4 · 20 + 0.3 · 75) / 0.7 = 43.57…
    {
      externalId: "acme",
      score: 44,
      band: "at_risk",
      coverage: 0.7,
      usage: 20,
      engagement: null,
      incident: 75,
    },
  ]);
  const next = await scoreAsOf("2026-03-11", DEFAULT_SCORE_MODEL, {
    ...world.services.stores,
    facts: world.services.facts,
  });
  expect(next.map(({ externalId }) => externalId)).toEqual(["acme", "later"]);
  // Usage 100, engagement 100, incident 100 − 25 / 4: 70 + 0.3 · 93.75 = 98.125
  expect(next[0]).toEqual({
    externalId: "acme",
    score: 98,
    band: "healthy",
    coverage: 1,
    usage: 100,
    engagement: 100,
    incident: 93.75,
  });
});
