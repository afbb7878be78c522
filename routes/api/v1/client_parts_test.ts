import { expect } from "@std/expect";
import {
  clientHealthSchema,
  healthHistorySchema,
  heatmapSchema,
  usageSchema,
} from "@/lib/client_detail/time_view.ts";
import { clientSchema } from "@/lib/clients/view.ts";
import { problemSchema } from "@/lib/http/problem.ts";
import { outcomeListSchema, outcomeSchema } from "@/lib/outcomes/view.ts";
import { handler as clientsCsv } from "@/routes/api/v1/clients.csv.ts";
import { handler as clients } from "@/routes/api/v1/clients/index.ts";
import { handler as health } from "@/routes/api/v1/clients/[id]/health.ts";
import { handler as healthHistory } from "@/routes/api/v1/clients/[id]/health-history.ts";
import { handler as heatmap } from "@/routes/api/v1/clients/[id]/heatmap.ts";
import { handler as outcome } from "@/routes/api/v1/clients/[id]/outcome.ts";
import { handler as outcomes } from "@/routes/api/v1/clients/[id]/outcomes.ts";
import { handler as usage } from "@/routes/api/v1/clients/[id]/usage.ts";
import { handler as usageCsv } from "@/routes/api/v1/clients/[id]/usage.csv.ts";
import { jsonOf, openTestWeb, type TestWeb } from "@/testing/web.ts";
import { openWorld, type World } from "@/testing/world.ts";

const NOW = "2026-03-31T12:00:00Z";
const STARTED = new Date("2025-01-01T00:00:00Z");
const PATH = "/api/v1/clients";
const ACME = `${PATH}/external:acme`;

async function withWeb(test: (web: TestWeb, world: World) => Promise<void>): Promise<void> {
  await using world = await openWorld(NOW);
  await using web = openTestWeb(world, {
    [PATH]: clients,
    [`${PATH}.csv`]: clientsCsv,
    [`${PATH}/:id/health`]: health,
    [`${PATH}/:id/health-history`]: healthHistory,
    [`${PATH}/:id/heatmap`]: heatmap,
    [`${PATH}/:id/outcome`]: outcome,
    [`${PATH}/:id/outcomes`]: outcomes,
    [`${PATH}/:id/usage`]: usage,
    [`${PATH}/:id/usage.csv`]: usageCsv,
  });
  await test(web, world);
}

Deno.test("usage, heatmap, health and its history answer with the days asked for, and refuse others", () =>
  withWeb(async (web, world) => {
    await world.createClient({ externalId: "acme", startedAt: STARTED });
    const get = (path: string) => web.send("GET", `${ACME}/${path}`);
    expect((await jsonOf(await get("usage"), usageSchema)).days.length).toBe(30);
    expect((await jsonOf(await get("usage?days=400&type=login,api_call"), usageSchema)).days.length).toBe(
      400,
    );
    expect((await jsonOf(await get("heatmap"), heatmapSchema)).days.length).toBe(365);
    expect((await jsonOf(await get("health"), clientHealthSchema)).health).toBeNull();
    expect((await jsonOf(await get("health-history"), healthHistorySchema)).days.length).toBe(90);
    for (
      const path of ["usage?days=401", "usage?days=0", "usage?type=A%20b", "heatmap?days=x", "health?days=1"]
    ) {
      const response = await get(path);
      expect([path, response.status]).toEqual([path, 400]);
      await jsonOf(response, problemSchema);
    }
    expect((await web.send("GET", `${PATH}/nobody/usage`)).status).toBe(404);
  }));

Deno.test("PUT outcome churned sets status and last day, once; a renewal sets neither", () =>
  withWeb(async (web, world) => {
    const { _id: id } = await world.createClient({ externalId: "acme", startedAt: STARTED });
    const put = (body: unknown) => web.send("PUT", `${ACME}/outcome`, { body });
    const renewed = await put({ kind: "renewed", on: "2026-01-01" });
    expect(renewed.status).toBe(201);
    expect((await world.services.clients.get(id)).status).toBe("active");
    const churned = await put({ kind: "churned", on: "2026-03-30", reason: "Price" });
    expect(churned.status).toBe(201);
    const first = await jsonOf(churned, outcomeSchema);
    expect(first).toMatchObject({
      clientId: id,
      kind: "churned",
      on: "2026-03-30",
      externalId: "churned:2026-03-30",
    });
    const client = await world.services.clients.get(id);
    expect([client.status, client.endedOn, client.version]).toEqual(["churned", "2026-03-30", 2]);
    const again = await put({ kind: "churned", on: "2026-03-30", reason: "Price" });
    expect(again.status).toBe(200);
    expect(await jsonOf(again, outcomeSchema)).toEqual(first);
    expect((await world.services.clients.get(id)).version).toBe(2);
    const list = await jsonOf(await web.send("GET", `${ACME}/outcomes`), outcomeListSchema);
    expect(list.outcomes.map(({ kind }) => kind)).toEqual(["churned", "renewed"]);
    for (const on of ["2026-04-01", "2024-12-31", "2026-02-30"]) {
      const refused = await put({ kind: "churned", on });
      expect(refused.status).toBe(422);
      expect((await jsonOf(refused, problemSchema)).errors?.[0]?.pointer).toBe("/on");
    }
  }));

Deno.test("clients.csv is safe from formulas, keeps numbers, and holds all that match in the order asked for", () =>
  withWeb(async (web, world) => {
    await world.createClient({ externalId: "a", name: '=HYPERLINK("x")', mrr: 123_450, currency: "EUR" });
    await world.createClient({
      externalId: "-5",
      name: "Näh, Ko",
      mrr: 500,
      currency: "JPY",
      tags: ["x", "y"],
    });
    await world.createClient({ externalId: "c", name: "Gone", status: "paused" });
    const response = await web.send("GET", `${PATH}.csv?status=active&sort=-mrr&bom=true`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="clients-2026-03-31.csv"');
    const bytes = await response.bytes();
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [header, first, second, end] = new TextDecoder().decode(bytes).split("\r\n");
    expect(header?.split(",").slice(0, 9).join()).toBe(
      "id,externalId,name,plan,industry,status,mrr,currency,mrrMinorUnits",
    );
    expect(first?.slice(25, 92)).toBe(`a,"'=HYPERLINK(""x"")",Standard,,active,1234.5,EUR,123450,unknown,,`);
    expect(second?.slice(25)).toContain(`'-5,"Näh, Ko",Standard,,active,500,JPY,500,unknown,,`);
    expect(second).toContain(",x; y,UTC,");
    expect(end).toBe("");
    expect((await web.send("GET", `${PATH}.csv?limit=5`)).status).toBe(400);
    const head = await web.send("HEAD", `${PATH}.csv`);
    expect([head.status, head.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
    expect((await web.send("POST", `${PATH}.csv`)).headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  }));

Deno.test("clients.csv has the columns that were asked for, and the dates of a clock at the client's", () =>
  withWeb(async (web, world) => {
    await world.createClient({
      externalId: "a",
      name: "Tokyo",
      timezone: "Asia/Tokyo",
      renewsAt: new Date("2027-03-31T15:00:00Z"),
    });
    const csv = async (query: string) => await (await web.send("GET", `${PATH}.csv?${query}`)).text();
    // midnight in Tokyo, nine hours ahead of UTC
    expect(await csv("columns=renewsAt,name&dates=local")).toBe("renewsAt,name\r\n2027-04-01,Tokyo\r\n");
    expect(await csv("columns=renewsAt")).toBe("renewsAt\r\n2027-03-31T15:00:00.000Z\r\n");
    expect((await csv("columns=createdAt&dates=local")).split("\r\n")[1]).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d$/,
    );
    for (const wrong of ["columns=constructor", "columns=", "dates=mine"]) {
      expect((await web.send("GET", `${PATH}.csv?${wrong}`)).status).toBe(400);
    }
  }));

Deno.test("text is composed and well-formed, and one client has one id however it is written", () =>
  withWeb(async (web) => {
    const body = { externalId: "cafe\u0301", name: "Cafe\u0301" };
    expect((await web.send("POST", PATH, { body })).status).toBe(201);
    expect((await web.send("POST", PATH, { body: { ...body, externalId: "caf\u00e9" } })).status).toBe(409);
    expect(await (await web.send("GET", `${PATH}.csv?columns=externalId,name`)).text()).toBe(
      "externalId,name\r\ncaf\u00e9,Caf\u00e9\r\n",
    );
    for (const id of ["caf\u00e9", "cafe\u0301"]) {
      expect((await web.send("GET", `${PATH}/external:${encodeURIComponent(id)}/usage`)).status).toBe(200);
    }
    const half = await web.send("POST", PATH, { body: { externalId: "h", name: "half \ud800 pair" } });
    expect([half.status, await half.text()]).toEqual([
      422,
      expect.stringContaining("half of a surrogate pair"),
    ]);
  }));

Deno.test("usage.csv has a column a type; a day without data has empty cells, a measured zero a zero", () =>
  withWeb(async (web, world) => {
    const { _id: id } = await world.createClient({ externalId: "acme" });
    await world.services.intake.receive([
      { clientId: id, type: "login", ts: "2026-03-31T10:00:00Z", count: 0, userId: "u1" },
      { clientId: id, type: "api_call", ts: "2026-03-29T10:00:00Z", count: 7 },
    ]);
    await world.work();
    const response = await web.send("GET", `${ACME}/usage.csv?days=3`);
    expect(response.headers.get("content-disposition")).toBe(
      `attachment; filename="usage-${id}-2026-03-29-to-2026-03-31.csv"`,
    );
    expect(await response.text()).toBe(
      "day,api_call,login,users\r\n2026-03-29,7,,0\r\n2026-03-30,,,\r\n2026-03-31,,0,1\r\n",
    );
  }));

Deno.test("the list comes as NDJSON to those who ask, all of it; paging does not go with it", () =>
  withWeb(async (web, world) => {
    for (let number = 0; number < 30; number++) await world.createClient({ name: `n${number % 10}` });
    const headers = { accept: "application/x-ndjson" };
    const response = await web.send("GET", `${PATH}?sort=-name`, { headers });
    expect([response.status, response.headers.get("content-type"), response.headers.get("vary")]).toEqual([
      200,
      "application/x-ndjson",
      "accept",
    ]);
    const lines = (await response.text()).trimEnd().split("\n").map((line) =>
      clientSchema.parse(JSON.parse(line))
    );
    expect([lines.length, lines[0]?.name, lines.at(-1)?.name]).toEqual([30, "n9", "n0"]);
    expect((await web.send("GET", `${PATH}?limit=5`, { headers })).status).toBe(400);
  }));
