import { expect } from "@std/expect";
import fc from "fast-check";
import { dayOf } from "@/lib/platform/days.ts";
import { trendByDay } from "@/lib/analytics/health_trends.ts";
import { type RevenueGroup, toRevenueRisk } from "@/lib/analytics/revenue_risk.ts";
import { readUsageTotals } from "@/lib/analytics/usage_totals.ts";
import { clientDayId } from "@/lib/telemetry/schema.ts";
import { openWorld } from "@/testing/world.ts";

const NOW = "2026-03-31T12:00:00Z";
const daysBefore = (days: number) => new Date(Date.parse(NOW) - days * 24 * 3_600_000);

Deno.test("a day's trend takes each client's last point, and carries one on for two days", () => {
  const point = (
    clientId: string,
    day: string,
    score: number | null,
    band: "healthy" | "critical" | "unknown",
  ) => ({
    clientId,
    day,
    score,
    band,
  });
  const days = trendByDay(
    [
      point("a", "2026-02-28", 90, "healthy"),
      point("b", "2026-03-01", 25, "critical"),
      point("c", "2026-03-01", null, "unknown"),
      point("b", "2026-03-04", 30, "critical"),
    ],
    "2026-03-01",
    "2026-03-04",
  );
  expect(days).toEqual([
    {
      day: "2026-03-01",
      average: 57.5,
      clients: 3,
      byBand: { healthy: 1, at_risk: 0, critical: 1, unknown: 1 },
    },
    {
      day: "2026-03-02",
      average: 57.5,
      clients: 3,
      byBand: { healthy: 1, at_risk: 0, critical: 1, unknown: 1 },
    },
    // Client a had no point for three days: it is gone.
    {
      day: "2026-03-03",
      average: 25,
      clients: 2,
      byBand: { healthy: 0, at_risk: 0, critical: 1, unknown: 1 },
    },
    {
      day: "2026-03-04",
      average: 30,
      clients: 1,
      byBand: { healthy: 0, at_risk: 0, critical: 1, unknown: 0 },
    },
  ]);
});

Deno.test("the history in the database gives the same trend", async () => {
  await using world = await openWorld(NOW);
  const at = (clientId: string, ts: string, score: number) => ({
    ts: new Date(ts),
    meta: { clientId },
    score,
    band: "healthy" as const,
    coverage: 1,
    components: { usage: 1, engagement: 1, incident: 1 },
    modelVersion: 1,
  });
  await world.services.stores.history.append([
    at("a", "2026-03-30T08:00:00Z", 80),
    at("a", "2026-03-30T23:59:59Z", 90),
    at("a", "2026-03-31T00:00:00Z", 70),
    at("b", "2026-03-30T12:00:00Z", 75),
  ]);
  const { value } = await world.services.reports.healthTrends(2);
  expect(value.days.map(({ day, average, clients }) => [day, average, clients])).toEqual([
    ["2026-03-30", 82.5, 2],
    ["2026-03-31", 72.5, 2],
  ]);
});

Deno.test("revenue at risk is per currency, with unscored and churned clients apart", () => {
  const group = (overrides: Partial<RevenueGroup>): RevenueGroup => ({
    currency: "EUR",
    status: "active",
    band: "healthy",
    plan: "Team",
    window: "none",
    clients: 1,
    mrr: 100,
    ...overrides,
  });
  const { currencies } = toRevenueRisk([
    group({}),
    group({ band: "critical", window: "0-30", mrr: 300, plan: "Pro" }),
    group({ band: "at_risk", status: "paused", mrr: 200 }),
    group({ band: "unknown", mrr: 50 }),
    group({ status: "churned", band: "critical", mrr: 1_000 }),
    group({ status: "left_well", band: "critical", mrr: 7_000 }),
    group({ currency: "USD", mrr: 99_000_000 }),
    group({ currency: "JPY", mrr: 0 }),
  ]);
  expect(currencies.map(({ currency }) => currency)).toEqual(["EUR", "JPY", "USD"]);
  const [eur, jpy] = currencies;
  expect(eur?.total).toEqual({ clients: 4, mrr: 650, annualised: 7_800 });
  expect(eur?.atRisk).toEqual({ clients: 2, mrr: 500, annualised: 6_000 });
  expect(eur?.shareAtRisk).toBe(500 / 650);
  expect(eur?.byPlan.map(({ plan, mrr }) => [plan, mrr])).toEqual([["Pro", 300], ["Team", 200]]);
  expect(eur?.byRenewal.filter(({ clients }) => clients > 0).map(({ window, mrr }) => [window, mrr])).toEqual(
    [
      ["0-30", 300],
      ["none", 200],
    ],
  );
  expect(eur?.unscored.mrr).toBe(50);
  expect(eur?.churned.mrr).toBe(1_000);
  expect(jpy?.shareAtRisk).toBeNull();
});

Deno.test("renewal windows are counted in whole days from now", async () => {
  await using world = await openWorld(NOW);
  for (const [index, days] of [-1, 0, 30, 30.5, 60, 90, 91].entries()) {
    const client = await world.createClient({
      externalId: `c${index}`,
      renewsAt: daysBefore(-days),
      mrr: 2 ** index,
    });
    await world.services.database.db.collection<{ _id: string }>("clients").updateOne({ _id: client._id }, {
      $set: { health: { band: "critical" } },
    });
  }
  const { value } = await world.services.reports.revenueRisk();
  expect(value.currencies[0]?.byRenewal.map(({ window, mrr }) => [window, mrr])).toEqual([
    ["overdue", 1],
    ["0-30", 2 + 4],
    ["31-60", 8 + 16],
    ["61-90", 32],
    ["later", 64],
    ["none", 0],
  ]);
});

Deno.test("incidents are counted by severity, status and age, with the mean time to resolve", async () => {
  await using world = await openWorld(NOW);
  const client = await world.createClient();
  const add = (severity: "critical" | "low", openedAt: Date, resolvedAt?: Date) =>
    world.services.incidents.create({
      clientId: client._id,
      title: "Broken",
      severity,
      status: resolvedAt ? "resolved" : "open",
      openedAt,
      ...(resolvedAt ? { resolvedAt } : {}),
    });
  await add("critical", daysBefore(0.5));
  await add("critical", daysBefore(1));
  await add("low", daysBefore(45));
  // Resolved after 12 and 36 hours: 24 hours on average; the third was resolved before the last 30 days.
  await add("low", daysBefore(10), daysBefore(9.5));
  await add("low", daysBefore(10), daysBefore(8.5));
  await add("low", daysBefore(60), daysBefore(31));
  const { value } = await world.services.reports.incidents(30);
  expect(value.bySeverityAndStatus.filter(({ count }) => count > 0)).toEqual([
    { severity: "critical", status: "open", count: 2 },
    { severity: "low", status: "open", count: 1 },
    { severity: "low", status: "resolved", count: 2 },
  ]);
  expect(value.openByAge.map(({ fromDays, count }) => [fromDays, count])).toEqual([[0, 1], [1, 1], [7, 0], [
    30,
    1,
  ]]);
  expect(value.timeToResolve.at(-1)).toEqual({ severity: "all", resolved: 2, meanHours: 24 });
  expect(value.timeToResolve[0]).toEqual({ severity: "critical", resolved: 0, meanHours: null });
});

Deno.test("usage is summed by day and type, and a day without data is not zero", async () => {
  await using world = await openWorld(NOW);
  await world.createClient({ externalId: "a" });
  await world.createClient({ externalId: "b" });
  const event = (externalId: string, ts: string, count: number) => ({
    externalId,
    type: "api_call",
    ts,
    count,
  });
  await world.services.intake.receive([
    event("a", "2026-03-31T09:00:00Z", 3),
    event("b", "2026-03-31T09:00:00Z", 4),
    { externalId: "b", type: "login", ts: "2026-03-29T09:00:00Z" },
  ]);
  await world.work();
  expect((await world.services.reports.usage(3)).value.days).toEqual([
    { day: "2026-03-29", counts: { login: 1 } },
    { day: "2026-03-30", counts: null },
    { day: "2026-03-31", counts: { api_call: 7 } },
  ]);
});

Deno.test("usage of a day that has begun east of UTC only is reported at once", async () => {
  // 01:00 of 1 April in Kiritimati, still 31 March in UTC and 20:00 in Tokyo.
  await using world = await openWorld("2026-03-31T11:00:00Z");
  await world.createClient({ externalId: "far", timezone: "Pacific/Kiritimati" });
  await world.createClient({ externalId: "utc" });
  const { reports, intake } = world.services;
  await intake.receive([
    { externalId: "far", type: "far_event", ts: "2026-03-31T10:30:00Z", count: 777 },
    { externalId: "utc", type: "login", ts: "2026-03-31T09:00:00Z" },
  ]);
  await world.work();
  const { today, days } = (await reports.usage(3)).value;
  expect(today).toBe("2026-03-31");
  expect(days).toEqual([
    { day: "2026-03-30", counts: null },
    { day: "2026-03-31", counts: { login: 1 } },
    { day: "2026-04-01", counts: { far_event: 777 } },
  ]);
});

Deno.test("what a client sends now is in the report, whatever its zone and the hour", async () => {
  const zones = [
    "UTC",
    "Etc/GMT+12",
    "Pacific/Kiritimati",
    "Asia/Tokyo",
    "Asia/Kathmandu",
    "America/St_Johns",
  ];
  const instants = fc.date({ min: new Date("2026-01-01"), max: new Date("2026-12-31"), noInvalidDate: true });
  await using world = await openWorld(NOW);
  const { usage } = world.services.stores;
  let revision = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...zones), instants, async (zone, now) => {
      const place = { clientId: `client-${++revision}`, day: dayOf(now, zone) };
      const counts = { [`type_${revision}`]: 5 };
      await usage.write([{
        _id: clientDayId(place),
        ...place,
        counts,
        users: 0,
        lastEventAt: now,
        revision,
      }]);
      const { today, days } = await readUsageTotals(usage, now, 3);
      expect(days.length).toBe(3);
      expect(days.find(({ day }) => day === place.day)?.counts).toMatchObject(counts);
      expect(days.some(({ day }) => day === today)).toBe(true);
      await usage.removeClient(place.clientId);
    }),
    { numRuns: 40 },
  );
});
