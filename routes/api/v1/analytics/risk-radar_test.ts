import { expect } from "@std/expect";
import { handler as riskRadar } from "@/routes/api/v1/analytics/risk-radar.ts";
import { openTestWeb, type TestWeb } from "@/testing/web.ts";
import { openWorld, type World } from "@/testing/world.ts";

const PATH = "/api/v1/analytics/risk-radar";

async function withWeb(test: (web: TestWeb, world: World) => Promise<void>): Promise<void> {
  await using world = await openWorld("2026-03-31T12:00:00Z");
  await using web = openTestWeb(world, { [PATH]: riskRadar });
  await test(web, world);
}

Deno.test("GET /analytics/risk-radar gives a page of clients at risk, and 304 to who has it", () =>
  withWeb(async (web, world) => {
    await world.createClient({ externalId: "acme", startedAt: new Date("2025-01-01T00:00:00Z") });
    await world.services.intake.receive([
      { messageId: "a", externalId: "acme", type: "api_call", ts: "2026-03-31T11:00:00Z", count: 2_500 },
      { messageId: "b", externalId: "acme", type: "login", ts: "2026-03-31T11:00:00Z", count: 15 },
    ]);
    await world.work();
    const first = await web.send("GET", `${PATH}?page=1&limit=1`);
    expect(first.status).toBe(200);
    expect(await first.json()).toMatchObject({
      total: 1,
      rows: [{ name: "Acme", score: 65, band: "at_risk", driver: "API calls 2,500 of 5,000 (−20)" }],
      computedAt: "2026-03-31T12:00:00.000Z",
    });
    const headers = { "if-none-match": first.headers.get("etag") ?? "" };
    expect((await web.send("GET", `${PATH}?page=1&limit=1`, { headers })).status).toBe(304);
    expect(await (await web.send("GET", `${PATH}?page=2&limit=1`)).json()).toMatchObject({
      total: 1,
      rows: [],
    });
  }));

Deno.test("GET /analytics/risk-radar refuses what it does not know", () =>
  withWeb(async (web) => {
    for (const query of ["page=0", "limit=101", "limit=1.5", "pages=1", "page=1&page=2"]) {
      expect((await web.send("GET", `${PATH}?${query}`)).status).toBe(400);
    }
    const post = await web.send("POST", PATH, { body: {} });
    expect([post.status, post.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
  }));
