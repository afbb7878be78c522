import { expect } from "@std/expect";
import { problemSchema } from "@/lib/http/problem.ts";
import { incidentListSchema, incidentSchema } from "@/lib/incidents/view.ts";
import { handler as incidents } from "@/routes/api/v1/incidents/index.ts";
import { handler as incident } from "@/routes/api/v1/incidents/[id].ts";
import { jsonOf, openTestWeb, type TestWeb } from "@/testing/web.ts";
import { openWorld, type World } from "@/testing/world.ts";

const NOW = "2026-03-31T12:00:00Z";
const PATH = "/api/v1/incidents";

async function withWeb(test: (web: TestWeb, world: World) => Promise<void>): Promise<void> {
  await using world = await openWorld(NOW);
  await using web = openTestWeb(world, { [PATH]: incidents, [`${PATH}/:id`]: incident });
  await test(web, world);
}

async function report(web: TestWeb, body: Record<string, unknown>) {
  const response = await web.send("POST", PATH, {
    body: { clientExternalId: "acme", title: "Down", ...body },
  });
  return {
    status: response.status,
    etag: response.headers.get("etag") ?? "",
    body: await jsonOf(response, incidentSchema),
  };
}

Deno.test("POST /incidents is idempotent by externalId: 201 first, then 200 with what is there", () =>
  withWeb(async (web, world) => {
    await world.createClient({ externalId: "acme" });
    const first = await report(web, { severity: "high", externalId: "INC-1" });
    const second = await report(web, { severity: "low", externalId: "INC-1", title: "Other" });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body).toEqual(first.body);
    const stranger = await web.send("POST", PATH, {
      body: { clientExternalId: "nobody", title: "Down", severity: "low" },
    });
    expect(stranger.status).toBe(404);
  }));

Deno.test("a time of resolution resolves, and is refused beside another status", () =>
  withWeb(async (web, world) => {
    await world.createClient({ externalId: "acme" });
    const resolvedAt = "2026-03-30T08:00:00.000Z";
    const { body } = await report(web, { severity: "low", resolvedAt });
    expect(body).toMatchObject({ status: "resolved", openedAt: resolvedAt, resolvedAt });
    const contradictory = {
      clientExternalId: "acme",
      title: "Down",
      severity: "low",
      status: "open",
      resolvedAt,
    };
    const detail = "must be left out unless the status is resolved";
    for (
      const refused of [
        await web.send("POST", PATH, { body: contradictory }),
        await web.send("PATCH", `${PATH}/${body.id}`, { body: { status: "open", resolvedAt } }),
      ]
    ) {
      expect(refused.status).toBe(422);
      expect((await jsonOf(refused, problemSchema)).errors).toEqual([{ pointer: "/resolvedAt", detail }]);
    }
  }));

Deno.test("PATCH /incidents follows the allowed transitions and If-Match; the wrong ones get 409 and 412", () =>
  withWeb(async (web, world) => {
    await world.createClient({ externalId: "acme" });
    const { body: { id }, etag } = await report(web, { severity: "high", openedAt: "2026-03-30T00:00:00Z" });
    const patch = (body: unknown, headers: Record<string, string> = {}) =>
      web.send("PATCH", `${PATH}/${id}`, { body, headers });
    const resolved = await patch({ status: "resolved" }, { "if-match": etag });
    expect(await jsonOf(resolved, incidentSchema)).toMatchObject({
      status: "resolved",
      resolvedAt: "2026-03-31T12:00:00.000Z",
      version: 2,
    });
    expect((await patch({ title: "Late" }, { "if-match": etag })).status).toBe(412);
    const back = await patch({ status: "investigating" });
    expect(back.status).toBe(409);
    expect((await jsonOf(back, problemSchema)).detail).toBe(
      "A resolved incident cannot become investigating; open it again first",
    );
    expect(await jsonOf(await patch({ status: "open" }), incidentSchema)).toMatchObject({ resolvedAt: null });
    expect((await patch({})).status).toBe(422);
    expect((await patch({ resolvedAt: "2026-03-29T00:00:00Z" })).status).toBe(422);
  }));

Deno.test("an incident that is opened again costs what it did, as if never resolved; asking twice changes nothing", () =>
  withWeb(async (web, world) => {
    const client = await world.createClient({ externalId: "acme" });
    const { body: { id } } = await report(web, { severity: "critical", openedAt: "2026-03-30T00:00:00Z" });
    const incidentPart = async () => {
      await world.services.health.scoreClients([client._id]);
      const { health } = await world.services.clients.get(client._id);
      return [health?.openIncidents, health?.components.find(({ key }) => key === "incident")?.value];
    };
    const patch = async (status: string) => {
      const answer = await web.send("PATCH", `${PATH}/${id}`, { body: { status } });
      const { version, resolvedAt, openedAt } = await jsonOf(answer, incidentSchema);
      return { version, resolvedAt, openedAt };
    };
    const [openedAt, resolvedAt] = ["2026-03-30T00:00:00.000Z", "2026-03-31T12:00:00.000Z"];
    // A critical one that is open costs 40 of 100; resolved within the window it costs a quarter of that.
    expect(await incidentPart()).toEqual([1, 60]);
    expect(await patch("resolved")).toEqual({ version: 2, resolvedAt, openedAt });
    expect(await patch("resolved")).toEqual({ version: 2, resolvedAt, openedAt });
    expect(await incidentPart()).toEqual([0, 90]);
    expect(await patch("open")).toEqual({ version: 3, resolvedAt: null, openedAt });
    expect(await patch("open")).toEqual({ version: 3, resolvedAt: null, openedAt });
    expect(await incidentPart()).toEqual([1, 60]);
  }));

Deno.test("DELETE /incidents takes the incident away and the score follows", () =>
  withWeb(async (web, world) => {
    const client = await world.createClient({ externalId: "acme" });
    const { body: { id }, etag } = await report(web, { severity: "critical" });
    await world.services.health.scoreClients([client._id]);
    expect((await world.services.clients.get(client._id)).health?.openIncidents).toBe(1);
    const stale = await web.send("DELETE", `${PATH}/${id}`, { headers: { "if-match": '"7-x"' } });
    expect(stale.status).toBe(412);
    const response = await web.send("DELETE", `${PATH}/${id}`, { headers: { "if-match": etag } });
    expect([response.status, await response.text()]).toEqual([204, ""]);
    expect((await web.send("GET", `${PATH}/${id}`)).status).toBe(404);
    const jobs = await world.services.queues.score.getJobs(["waiting", "delayed", "prioritized"]);
    expect(jobs.at(-1)?.data).toEqual({ clientIds: [client._id] });
    await world.services.health.scoreClients([client._id]);
    expect((await world.services.clients.get(client._id)).health?.openIncidents).toBe(0);
  }));

Deno.test("GET /incidents filters, sorts severities by weight and counts all that match", () =>
  withWeb(async (web, world) => {
    await world.createClient({ externalId: "acme" });
    await world.createClient({ externalId: "globex" });
    const day = (number: number) => `2026-03-0${number}T00:00:00Z`;
    await report(web, { severity: "medium", title: "a", openedAt: day(1) });
    await report(web, {
      severity: "critical",
      title: "b",
      openedAt: day(2),
      status: "resolved",
      resolvedAt: day(4),
    });
    await report(web, { severity: "low", title: "c", openedAt: day(3), status: "investigating" });
    await report(web, { severity: "high", title: "d", openedAt: day(4), clientExternalId: "globex" });
    const list = async (query: string) => {
      const response = await web.send("GET", `${PATH}?${query}`);
      expect(response.status).toBe(200);
      const { incidents, total } = await jsonOf(response, incidentListSchema);
      return `${incidents.map(({ title }) => title).join("")} of ${total}`;
    };
    expect(await list("")).toBe("dcba of 4");
    expect(await list("sort=-severity")).toBe("bdac of 4");
    expect(await list("sort=-urgency")).toBe("dacb of 4");
    expect(await list("sort=-urgency&limit=2&page=2")).toBe("cb of 4");
    expect(await list("sort=urgency")).toBe("bcad of 4");
    expect(await list("client=glo")).toBe("d of 1");
    expect(await list("client=nobody")).toBe(" of 0");
    expect(await list("client=glo&clientId=external:acme")).toBe(" of 0");
    expect(await list("sort=severity&limit=2&page=2")).toBe("db of 4");
    expect((await list("sort=resolvedAt")).startsWith("b")).toBe(true);
    expect((await list("sort=-resolvedAt")).startsWith("b")).toBe(true);
    expect(await list("clientId=external:globex")).toBe("d of 1");
    expect(await list("clientId=external:nobody")).toBe(" of 0");
    expect(await list("status=open,investigating&severity=low,medium")).toBe("ca of 2");
    expect(await list(`openedAfter=${day(2)}&openedBefore=${day(4)}`)).toBe("cb of 2");
    expect(await list("simulated=true")).toBe(" of 0");
    expect(await list("simulated=false")).toBe("dcba of 4");
    const ndjson = await web.send("GET", `${PATH}?sort=title`, {
      headers: { accept: "application/x-ndjson" },
    });
    expect(ndjson.headers.get("content-type")).toBe("application/x-ndjson");
    const lines = (await ndjson.text()).trimEnd().split("\n").map((line) =>
      incidentSchema.parse(JSON.parse(line))
    );
    expect(lines.map(({ title }) => title)).toEqual(["a", "b", "c", "d"]);
  }));

Deno.test("a walk through incidents by cursor meets each once, across severities", () =>
  withWeb(async (web, world) => {
    await world.createClient({ externalId: "acme" });
    for (const [index, severity] of ["low", "high", "low", "critical", "high"].entries()) {
      await report(web, { severity, title: `${index}` });
    }
    const titles: string[] = [];
    let cursor: string | null = null;
    do {
      const response: Response = await web.send(
        "GET",
        `${PATH}?sort=-severity&limit=2${cursor ? `&cursor=${cursor}` : ""}`,
      );
      const page = await jsonOf(response, incidentListSchema);
      titles.push(...page.incidents.map(({ title }) => title));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(titles).toEqual(["3", "4", "1", "2", "0"]);
  }));
