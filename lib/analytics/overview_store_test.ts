import { expect } from "@std/expect";
import type { Client, NewClient, StoredHealth } from "@/lib/clients/schema.ts";
import { toHealthPoint } from "@/lib/health/schema.ts";
import { storedHealth } from "@/testing/stored_health.ts";
import { openWorld, type World } from "@/testing/world.ts";

const NOW = "2026-03-31T12:00:00Z";
const STARTED = new Date("2025-01-01T00:00:00Z");

async function addClient(
  world: World,
  overrides: Partial<NewClient>,
  health?: Partial<StoredHealth>,
): Promise<Client> {
  const client = await world.createClient({ startedAt: STARTED, ...overrides });
  if (health) await world.services.stores.clients.updateHealth(client._id, { ...HEALTH, ...health });
  return client;
}

const HEALTH = storedHealth(NOW);

const down = (delta: number) => ({ delta, direction: "down" as const, days: 7 });

async function read(world: World) {
  return (await world.services.analytics.overview()).value;
}

Deno.test("the overview of nothing is zeros, with nothing to compare", async () => {
  await using world = await openWorld(NOW);
  const { livePosition: _livePosition, ...overview } = await read(world);
  expect(overview).toEqual({
    clients: 0,
    clientsChange: null,
    byBand: { healthy: 0, at_risk: 0, critical: 0, unknown: 0 },
    averageHealth: null,
    averageHealthChange: null,
    unscored: 0,
    openIncidents: 0,
    openIncidentsChange: null,
    mrr: [],
    mrrAtRisk: [],
    mrrAtRiskShare: null,
    mrrAtRiskChange: null,
    biggestFall: null,
    oldestScoreAt: null,
    scoresStaleFrom: null,
    newestEventAt: null,
  });
});

Deno.test("bands, mean, money at risk and the biggest fall are summed over current clients", async () => {
  await using world = await openWorld(NOW);
  await addClient(world, { name: "Acme", mrr: 300_000 }, { score: 41, band: "at_risk", trend: down(-33) });
  await addClient(world, { name: "Birch", mrr: 100_000 }, {
    score: 30,
    band: "critical",
    trend: down(-5),
    computedAt: new Date("2026-03-31T11:50:00Z"),
    dataAsOf: new Date("2026-03-30T08:00:00Z"),
  });
  await addClient(world, { name: "Cedar", mrr: 600_000 }, {
    trend: { delta: 1, direction: "flat", days: 7 },
    dataAsOf: new Date("2026-03-31T08:00:00Z"),
  });
  await addClient(world, { name: "Dune", mrr: 200_000, status: "paused" });
  await addClient(world, { name: "Gone", mrr: 900_000, status: "churned" }, {
    score: 1,
    band: "critical",
    trend: down(-80),
  });
  expect(await read(world)).toMatchObject({
    clients: 4,
    byBand: { healthy: 1, at_risk: 1, critical: 1, unknown: 1 },
    // (41 + 30 + 90) / 3 = 53.67; (−33 − 5 + 1) / 3 = −12.33
    averageHealth: 54,
    averageHealthChange: -12,
    unscored: 1,
    mrr: [{ amount: 1_200_000, currency: "USD" }],
    mrrAtRisk: [{ amount: 400_000, currency: "USD" }],
    mrrAtRiskShare: 400_000 / 1_200_000,
    biggestFall: { name: "Acme", points: 33, days: 7 },
    oldestScoreAt: "2026-03-31T11:50:00.000Z",
    scoresStaleFrom: "2026-03-31T12:10:00.000Z",
    newestEventAt: "2026-03-31T08:00:00.000Z",
  });
});

Deno.test("several currencies are listed in order of their codes, and have no share", async () => {
  await using world = await openWorld(NOW);
  await addClient(world, { mrr: 100, currency: "EUR" }, { score: 10, band: "critical" });
  await addClient(world, { mrr: 300, currency: "GBP" }, { score: 10, band: "critical" });
  await addClient(world, { mrr: 0, currency: "JPY" }, { score: 10, band: "critical" });
  const overview = await read(world);
  expect(overview.mrrAtRisk).toEqual([{ amount: 100, currency: "EUR" }, { amount: 300, currency: "GBP" }]);
  expect(overview.mrrAtRiskShare).toBeNull();
});

Deno.test("the change of money at risk counts who came to be at risk, recovered, arrived or left, at today's amounts", async () => {
  await using world = await openWorld(NOW);
  const critical = { score: 10, band: "critical" as const };
  await addClient(world, { mrr: 700_000 }, { ...critical, bandWeekAgo: "at_risk" });
  await addClient(world, { mrr: 300_000 }, { ...critical, bandWeekAgo: "healthy" });
  await addClient(world, { mrr: 20_000 }, { bandWeekAgo: "critical" });
  await addClient(world, { mrr: 1_000, startedAt: new Date("2026-03-28T00:00:00Z") }, critical);
  await addClient(world, { mrr: 5, currency: "JPY" }, { ...critical, bandWeekAgo: "healthy" });
  await addClient(world, { mrr: 9, currency: "KWD" }, { ...critical, bandWeekAgo: "critical" });
  // Here for long, but nobody scored it a week ago: whether it was at risk is not known.
  await addClient(world, { mrr: 99_000_000 }, { ...critical, bandWeekAgo: null });
  const left = { status: "churned" as const, endedOn: "2026-03-28" };
  const at = [new Date("2026-03-23T12:00:00Z"), new Date("2026-03-24T12:00:01Z")];
  for (const [mrr, ...bands] of [[4_000, "critical", "healthy"], [500_000, "healthy", "critical"]] as const) {
    const { _id: clientId } = await addClient(world, { ...left, mrr });
    await world.services.stores.history.append(
      at.map((ts, index) => toHealthPoint(clientId, { ...HEALTH, band: bands[index] ?? "unknown" }, ts)),
    );
  }
  // 300,000 − 20,000 + 1,000 − 4,000; the other that left was healthy a week ago.
  expect((await read(world)).mrrAtRiskChange).toEqual([
    { amount: 5, currency: "JPY" },
    { amount: 277_000, currency: "USD" },
  ]);
});

Deno.test("the change of clients counts who started and who left since, by each client's own day", async () => {
  await using world = await openWorld(NOW);
  // Seven days ago it was 24 March 12:00 UTC: 02:00 of the 25th in Kiritimati, 01:00 of the 24th in Niue.
  await addClient(world, {});
  await addClient(world, { startedAt: new Date("2026-03-24T12:00:00Z") });
  await addClient(world, { startedAt: new Date("2026-03-24T12:00:01Z") });
  await addClient(world, { status: "churned", endedOn: "2026-03-25", timezone: "Pacific/Kiritimati" });
  await addClient(world, { status: "churned", endedOn: "2026-03-25", timezone: "Pacific/Niue" });
  await addClient(world, { status: "left_well", endedOn: "2026-03-26", timezone: "Pacific/Kiritimati" });
  await addClient(world, {
    status: "churned",
    startedAt: new Date("2026-03-26T00:00:00Z"),
    endedOn: "2026-03-28",
  });
  // Now 3; then 2 of these and the 2 that left after it.
  expect(await read(world)).toMatchObject({ clients: 3, clientsChange: -1 });
});

Deno.test("the change of open incidents compares with what was open 7 days ago", async () => {
  await using world = await openWorld(NOW);
  const client = await addClient(world, {});
  const add = (openedAt: string, resolvedAt?: string) =>
    world.services.incidents.create({
      clientId: client._id,
      title: "API down",
      severity: "high",
      openedAt: new Date(openedAt),
      ...(resolvedAt ? { status: "resolved", resolvedAt: new Date(resolvedAt) } : { status: "open" }),
    });
  await add("2026-03-20T00:00:00Z");
  await add("2026-03-24T12:00:00Z", "2026-03-24T12:00:01Z");
  await add("2026-03-20T00:00:00Z", "2026-03-24T12:00:00Z");
  await add("2026-03-30T00:00:00Z");
  await add("2026-03-31T00:00:00Z");
  // Open now: 20, 30 and 31 March. Open then: the first two.
  expect(await read(world)).toMatchObject({ openIncidents: 3, openIncidentsChange: 1 });
});

Deno.test("with no client 7 days ago there is nothing to compare", async () => {
  await using world = await openWorld(NOW);
  await addClient(world, { startedAt: new Date("2026-03-30T00:00:00Z") });
  expect(await read(world)).toMatchObject({ clientsChange: null, openIncidentsChange: null });
});

Deno.test("the average trend is the mean of each day, without those that had no score", async () => {
  await using world = await openWorld(NOW);
  await addClient(world, {}, { recentScores: [null, null, 50, 71] });
  await addClient(world, {}, { recentScores: [null, 40, 61, 40] });
  await addClient(world, {});
  await addClient(world, { status: "churned" }, { recentScores: [1, 1, 1, 1] });
  // 111 / 2 = 55.5 → 56, 111 / 2 again
  expect((await world.services.analytics.averageTrend()).value).toEqual([null, 40, 56, 56]);
});
