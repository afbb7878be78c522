import { expect } from "@std/expect";
import { handler as recentEvents } from "@/routes/api/v1/analytics/recent-events.ts";
import { handler as riskRadar } from "@/routes/api/v1/analytics/risk-radar.ts";
import { handler as scoreMap } from "@/routes/api/v1/analytics/score-map.ts";
import { openTestWeb, type TestWeb } from "@/testing/web.ts";
import { openWorld, type World } from "@/testing/world.ts";

const NOW = "2026-03-31T12:00:00Z";
const ROOT = "/api/v1/analytics";
const DAY_MS = 24 * 3_600_000;

async function withWeb(test: (web: TestWeb, world: World) => Promise<void>): Promise<void> {
  await using world = await openWorld(NOW);
  await using web = openTestWeb(world, {
    [`${ROOT}/score-map`]: scoreMap,
    [`${ROOT}/risk-radar`]: riskRadar,
    [`${ROOT}/recent-events`]: recentEvents,
  });
  await test(web, world);
}

interface Facts {
  currency?: string;
  mrr?: number;
  calls?: number;
  owner?: string;
  renewsInDays?: number;
}

/** A client with a score, or without one when it never called. */
async function add(world: World, name: string, facts: Facts): Promise<void> {
  const { currency = "EUR", mrr = 100, calls, owner = null, renewsInDays } = facts;
  await world.createClient({
    name,
    externalId: name,
    currency,
    mrr,
    owner,
    startedAt: new Date("2025-01-01T00:00:00Z"),
    renewsAt: renewsInDays === undefined ? null : new Date(Date.parse(NOW) + renewsInDays * DAY_MS),
  });
  if (calls === undefined) return;
  await world.services.intake.receive([
    { messageId: name, externalId: name, type: "api_call", ts: "2026-03-31T11:00:00Z", count: calls },
    { messageId: `${name}-l`, externalId: name, type: "login", ts: "2026-03-31T11:00:00Z", count: 3 },
  ]);
}

Deno.test("GET /analytics/score-map gives scored clients of one currency, those that pay most first", () =>
  withWeb(async (web, world) => {
    await add(world, "Small", { mrr: 100, calls: 5_000 });
    await add(world, "Large", { mrr: 900, calls: 1_000 });
    await add(world, "Silent", { mrr: 500 });
    await add(world, "Dollar", { currency: "AUD", mrr: 9_000, calls: 5_000 });
    await world.work();
    const all = await web.send("GET", `${ROOT}/score-map`);
    expect(all.status).toBe(200);
    // 0.4 · 100 + 0.3 · 10 + 0.3 · 100 = 73; 0.4 · 20 + 0.3 · 10 + 0.3 · 100 = 41
    expect(await all.json()).toMatchObject({
      currency: "EUR",
      currencies: [{ currency: "AUD", clients: 1 }, { currency: "EUR", clients: 3 }],
      points: [
        { name: "Large", band: "at_risk", score: 41, mrr: 900, usage: 1_000 },
        { name: "Small", band: "healthy", score: 73, mrr: 100, usage: 5_000 },
      ],
      total: 2,
      unscored: 1,
      edges: { healthyFrom: 70, atRiskFrom: 40 },
      usageType: "api_call",
      windowDays: 30,
    });
    const one = await (await web.send("GET", `${ROOT}/score-map?limit=1`)).json();
    expect([one.points.length, one.total]).toEqual([1, 2]);
    const aud = await (await web.send("GET", `${ROOT}/score-map?currency=AUD`)).json();
    expect(aud.points).toMatchObject([{ name: "Dollar" }]);
    for (const query of ["limit=501", "limit=0", "currency=euro", "band=critical"]) {
      expect((await web.send("GET", `${ROOT}/score-map?${query}`)).status).toBe(400);
    }
  }));

Deno.test("GET /analytics/score-map is empty without clients", () =>
  withWeb(async (web) => {
    expect(await (await web.send("GET", `${ROOT}/score-map`)).json()).toMatchObject({
      currency: null,
      currencies: [],
      points: [],
      total: 0,
      unscored: 0,
    });
  }));

Deno.test("GET /analytics/risk-radar filters by band, owner and renewal", () =>
  withWeb(async (web, world) => {
    await add(world, "Now", { calls: 1_000, owner: "Dana", renewsInDays: 30 });
    await add(world, "Then", { calls: 1_000, owner: "Dana", renewsInDays: 31 });
    await add(world, "Past", { calls: 0, owner: "Lee", renewsInDays: -1 });
    await add(world, "Never", { calls: 0 });
    await world.work();
    const names = async (query: string) => {
      const { rows, total } = await (await web.send("GET", `${ROOT}/risk-radar?${query}`)).json();
      expect(total).toBe(rows.length);
      return rows.map(({ name }: { name: string }) => name);
    };
    // 0 + 3 + 30 = 33 is critical, 8 + 3 + 30 = 41 at risk.
    expect(await names("")).toEqual(["Never", "Past", "Now", "Then"]);
    expect(await names("band=critical")).toEqual(["Never", "Past"]);
    expect(await names("owner=Dana")).toEqual(["Now", "Then"]);
    expect(await names("renewal=0-30")).toEqual(["Now"]);
    expect(await names("renewal=31-60,overdue")).toEqual(["Past", "Then"]);
    expect(await names("renewal=none")).toEqual(["Never"]);
    expect(await names("band=at_risk&owner=Dana&renewal=31-60")).toEqual(["Then"]);
    for (const query of ["band=healthy", "renewal=soon", "owner="]) {
      expect((await web.send("GET", `${ROOT}/risk-radar?${query}`)).status).toBe(400);
    }
    expect((await world.services.analytics.radarOwners()).value).toEqual(["Dana", "Lee"]);
  }));

Deno.test("GET /analytics/recent-events tells what came last, with the client's name", () =>
  withWeb(async (web, world) => {
    const client = await world.createClient({ name: "Acme" });
    await world.services.incidents.create({
      clientId: client._id,
      title: "API answers 500",
      severity: "critical",
      status: "open",
    });
    const { available, events } = await (await web.send("GET", `${ROOT}/recent-events?limit=2`)).json();
    expect(available).toBe(true);
    expect(events).toMatchObject([
      { clientName: "Acme", severity: "critical", text: "Critical incident opened: API answers 500" },
      { clientName: "Acme", severity: null, text: "Added or changed" },
    ]);
    expect((await web.send("GET", `${ROOT}/recent-events?limit=51`)).status).toBe(400);
  }));
