import { expect } from "@std/expect";
import { clientDetailSchema } from "@/lib/client_detail/service.ts";
import { clientListSchema, clientSchema, removedSchema } from "@/lib/clients/view.ts";
import { handler as clients } from "@/routes/api/v1/clients/index.ts";
import { handler as client } from "@/routes/api/v1/clients/[id].ts";
import { jsonOf, openTestWeb, problemOf, type TestWeb } from "@/testing/web.ts";
import { openWorld, type World } from "@/testing/world.ts";

const NOW = "2026-03-31T12:00:00Z";
const PATH = "/api/v1/clients";

async function withWeb(test: (web: TestWeb, world: World) => Promise<void>): Promise<void> {
  await using world = await openWorld(NOW);
  await using web = openTestWeb(world, { [PATH]: clients, [`${PATH}/:id`]: client });
  await test(web, world);
}

const etagOf = (response: Response) => response.headers.get("etag") ?? "";

async function create(web: TestWeb, body: Record<string, unknown>) {
  const response = await web.send("POST", PATH, { body });
  expect(response.status).toBe(201);
  return { response, client: await jsonOf(response, clientSchema) };
}

Deno.test("POST /clients creates a client with defaults and says where it is", () =>
  withWeb(async (web) => {
    const { response, client } = await create(web, { externalId: "acme", name: " Acme GmbH " });
    expect(response.headers.get("location")).toBe(`${PATH}/${client.id}`);
    expect(etagOf(response)).toMatch(/^"1-[\w-]{22}"$/);
    expect(client).toMatchObject({
      externalId: "acme",
      name: "Acme GmbH",
      plan: "Standard",
      mrr: 0,
      currency: "USD",
      status: "active",
      timezone: "UTC",
      startedAt: "2026-03-31T12:00:00.000Z",
      endedOn: null,
      tags: [],
      health: null,
      version: 1,
    });
  }));

Deno.test("POST /clients refuses a taken externalId with 409 and a wrong body with 422 and pointers", () =>
  withWeb(async (web) => {
    await create(web, { externalId: "acme", name: "Acme" });
    const taken = await web.send("POST", PATH, { body: { externalId: "acme", name: "Other" } });
    expect(taken.status).toBe(409);
    expect((await problemOf(taken)).errors).toEqual([{ pointer: "/externalId", detail: "is taken" }]);
    const wrong = await web.send("POST", PATH, { body: { name: "", mrr: 1.5, nmae: "x", $where: "1" } });
    expect(wrong.status).toBe(422);
    expect((await problemOf(wrong)).errors?.map(({ pointer }) => pointer).sort()).toEqual([
      "/$where",
      "/mrr",
      "/name",
      "/nmae",
    ]);
  }));

Deno.test("bodies that are not JSON, of another type or too large get 400, 415 and 413", () =>
  withWeb(async (web) => {
    const broken = await web.send("POST", PATH, { body: "{" });
    expect(broken.status).toBe(400);
    await problemOf(broken);
    const type = { "content-type": "application/xml" };
    expect((await web.send("POST", PATH, { body: "<a/>", headers: type })).status).toBe(415);
    expect((await web.send("POST", PATH, { body: { name: "x".repeat(70_000) } })).status).toBe(413);
    const { client } = await create(web, { name: "Acme" });
    const jsonPatch = await web.send("PATCH", `${PATH}/${client.id}`, {
      body: [{ op: "remove", path: "/owner" }],
      headers: { "content-type": "application/json-patch+json" },
    });
    expect(jsonPatch.status).toBe(415);
  }));

Deno.test("unknown paths of a client, unknown parameters and wrong methods get 404, 400 and 405 with Allow", () =>
  withWeb(async (web) => {
    const missing = await web.send("GET", `${PATH}/nobody`);
    expect(missing.status).toBe(404);
    expect((await problemOf(missing)).detail).toBe('No client has the id "nobody"');
    for (const path of [`${PATH}?bnad=critical`, `${PATH}/nobody?full=1`]) {
      const response = await web.send("GET", path);
      expect(response.status).toBe(400);
      expect((await problemOf(response)).errors?.[0]?.detail).toBe("is not a parameter of this request");
    }
    const method = await web.send("DELETE", PATH);
    expect(method.status).toBe(405);
    expect(method.headers.get("allow")).toBe("GET, POST, HEAD, OPTIONS");
    await problemOf(method);
  }));

Deno.test("HEAD answers as GET without a body, OPTIONS lists what is allowed", () =>
  withWeb(async (web) => {
    const { client: { id } } = await create(web, { name: "Acme" });
    const head = await web.send("HEAD", `${PATH}/${id}`);
    expect([head.status, head.headers.get("content-type"), await head.text()]).toEqual([
      200,
      "application/json",
      "",
    ]);
    expect(etagOf(head)).toBe(etagOf(await web.send("GET", `${PATH}/${id}`)));
    const options = await web.send("OPTIONS", `${PATH}/${id}`);
    expect([options.status, options.headers.get("allow")]).toEqual([
      204,
      "GET, PUT, PATCH, DELETE, HEAD, OPTIONS",
    ]);
  }));

Deno.test("an external id with reserved characters names its client", () =>
  withWeb(async (web) => {
    const externalId = "a/b?c#d%2F é";
    const { client: { id } } = await create(web, { name: "Odd", externalId });
    const response = await web.send("GET", `${PATH}/external:${encodeURIComponent(externalId)}`);
    expect(response.status).toBe(200);
    expect((await jsonOf(response, clientDetailSchema)).id).toBe(id);
  }));

Deno.test("a read is answered 304 until something shown changes; If-Match bears a scoring in between", () =>
  withWeb(async (web, world) => {
    const { client: { id } } = await create(web, { name: "Acme" });
    const before = etagOf(await web.send("GET", `${PATH}/${id}`));
    const again = await web.send("GET", `${PATH}/${id}`, { headers: { "if-none-match": before } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    await world.services.health.scoreClients([id]);
    const scored = await web.send("GET", `${PATH}/${id}`, { headers: { "if-none-match": before } });
    expect(scored.status).toBe(200);
    expect(etagOf(scored)).not.toBe(before);
    const written = await web.send("PATCH", `${PATH}/${id}`, {
      body: { owner: "Dana" },
      headers: { "if-match": before },
    });
    expect(written.status).toBe(200);
    expect((await jsonOf(written, clientSchema)).version).toBe(2);
  }));

Deno.test("a write with the ETag of an older version gets 412 and changes nothing", () =>
  withWeb(async (web) => {
    const { response, client: { id } } = await create(web, { name: "Acme" });
    const headers = { "if-match": etagOf(response) };
    expect((await web.send("PATCH", `${PATH}/${id}`, { body: { plan: "Pro" } })).status).toBe(200);
    for (
      const [method, body] of [["PUT", { name: "Z" }], ["PATCH", { name: "Z" }], [
        "DELETE",
        undefined,
      ]] as const
    ) {
      const refused = await web.send(method, `${PATH}/${id}`, { body, headers });
      expect(refused.status).toBe(412);
      await problemOf(refused);
    }
    for (const tag of ['W/"2-AAAAAAAAAAAAAAAAAAAAAA"', '"of another server"', "garbage"]) {
      const refused = await web.send("DELETE", `${PATH}/${id}`, { headers: { "if-match": tag } });
      expect(refused.status).toBe(412);
    }
    const stored = await jsonOf(await web.send("GET", `${PATH}/${id}`), clientDetailSchema);
    expect([stored.name, stored.plan, stored.version]).toEqual(["Acme", "Pro", 2]);
    const any = await web.send("PATCH", `${PATH}/${id}`, {
      body: { plan: "Max" },
      headers: { "if-match": "*" },
    });
    expect(any.status).toBe(200);
  }));

Deno.test("PUT replaces the whole client: what is left out gets its default, identity and start stay", () =>
  withWeb(async (web) => {
    const { client: { id } } = await create(web, {
      externalId: "acme",
      name: "Acme",
      plan: "Enterprise",
      mrr: 500,
      owner: "Dana",
      tags: ["pilot"],
      startedAt: "2025-01-01T00:00:00Z",
    });
    const response = await web.send("PUT", `${PATH}/external:acme`, { body: { name: "Acme AG" } });
    expect(response.status).toBe(200);
    expect(await jsonOf(response, clientSchema)).toMatchObject({
      id,
      externalId: "acme",
      name: "Acme AG",
      plan: "Standard",
      mrr: 0,
      owner: null,
      tags: [],
      startedAt: "2025-01-01T00:00:00.000Z",
      version: 2,
    });
    const same = await web.send("PUT", `${PATH}/${id}`, { body: { name: "Acme AG" } });
    expect((await jsonOf(same, clientSchema)).version).toBe(2);
  }));

Deno.test("PATCH merges: null takes a value away, an externalId that is taken is refused", () =>
  withWeb(async (web) => {
    await create(web, { externalId: "globex", name: "Globex" });
    const { client: { id } } = await create(web, {
      externalId: "acme",
      name: "Acme",
      plan: "Pro",
      owner: "Dana",
    });
    const headers = { "content-type": "application/merge-patch+json" };
    const response = await web.send("PATCH", `${PATH}/${id}`, { body: { owner: null, plan: null }, headers });
    expect(response.status).toBe(200);
    expect(await jsonOf(response, clientSchema)).toMatchObject({
      name: "Acme",
      owner: null,
      plan: "Standard",
    });
    const taken = await web.send("PATCH", `${PATH}/${id}`, { body: { externalId: "globex" }, headers });
    expect(taken.status).toBe(409);
    expect((await web.send("PATCH", `${PATH}/${id}`, { body: { name: null }, headers })).status).toBe(422);
    const moved = await web.send("PATCH", `${PATH}/${id}`, { body: { externalId: "acme-2" }, headers });
    expect(moved.status).toBe(200);
    expect((await web.send("GET", `${PATH}/external:acme`)).status).toBe(404);
    const found = await web.send("GET", `${PATH}?search=ACME-2`);
    expect((await jsonOf(found, clientListSchema)).total).toBe(1);
  }));

Deno.test("PATCH: an amount alone is of the stored currency; another currency needs an amount of it", () =>
  withWeb(async (web) => {
    const { client: { id } } = await create(web, { name: "Yen", mrr: 1_200_000, currency: "JPY" });
    const patch = async (body: unknown) => await web.send("PATCH", `${PATH}/${id}`, { body });
    for (const currency of ["EUR", null]) {
      const refused = await patch({ currency });
      expect(refused.status).toBe(422);
      expect((await problemOf(refused)).errors).toEqual([{
        pointer: "/mrr",
        detail: "must come with another currency: the stored amount is in JPY",
      }]);
    }
    const money = async (body: unknown) => {
      const { mrr, currency } = await jsonOf(await patch(body), clientSchema);
      return [mrr, currency];
    };
    expect(await money({ mrr: 1_300_000 })).toEqual([1_300_000, "JPY"]);
    expect(await money({ currency: "JPY" })).toEqual([1_300_000, "JPY"]);
    expect(await money({ currency: "EUR", mrr: 990_000 })).toEqual([990_000, "EUR"]);
    expect(await money({ mrr: 0 })).toEqual([0, "EUR"]);
    // Nothing is nothing in each currency.
    expect(await money({ currency: "BHD" })).toEqual([0, "BHD"]);
  }));

Deno.test("a client that is gone has a last day, one that came back has none", () =>
  withWeb(async (web) => {
    // 12:00 UTC on the 31st is 01:00 on the 1st in Apia (UTC+13).
    const { client: { id } } = await create(web, {
      name: "Acme",
      timezone: "Pacific/Apia",
      startedAt: "2025-01-01T00:00:00Z",
    });
    const change = async (body: unknown) => await web.send("PATCH", `${PATH}/${id}`, { body });
    const gone = await jsonOf(await change({ status: "churned" }), clientSchema);
    expect([gone.status, gone.endedOn]).toEqual(["churned", "2026-04-01"]);
    const back = await jsonOf(await change({ status: "active" }), clientSchema);
    expect([back.status, back.endedOn]).toEqual(["active", null]);
    for (
      const body of [
        { endedOn: "2026-03-01" },
        { status: "churned", endedOn: "2026-04-02" },
        { status: "left_well", endedOn: "2024-12-31" },
      ]
    ) {
      const refused = await change(body);
      expect(refused.status).toBe(422);
      expect((await problemOf(refused)).errors?.[0]?.pointer).toBe("/endedOn");
    }
  }));

Deno.test("DELETE says what went with the client, and then there is none", () =>
  withWeb(async (web, world) => {
    const { client: { id } } = await create(web, { externalId: "acme", name: "Acme" });
    await world.services.intake.receive(
      ["2026-03-30", "2026-03-31"].map((day) => ({ clientId: id, type: "login", ts: `${day}T10:00:00Z` })),
    );
    await world.services.incidents.create({ clientId: id, title: "Down", severity: "low", status: "open" });
    await world.work();
    const response = await web.send("DELETE", `${PATH}/external:acme`);
    expect(response.status).toBe(200);
    expect(await jsonOf(response, removedSchema)).toEqual({
      clientId: id,
      removed: { events: 2, days: 2, incidents: 1, outcomes: 0, notes: 0, points: 1 },
    });
    expect((await web.send("DELETE", `${PATH}/${id}`)).status).toBe(410);
  }));

Deno.test("of a deleted client its id says when that was, for good; its other names, and ids that never were, say 404", () =>
  withWeb(async (web, world) => {
    const { client: { id } } = await create(web, { externalId: "acme", name: "Quixotry" });
    const other = await create(web, { externalId: "globex", name: "Globex" });
    await web.send("DELETE", `${PATH}/${id}`);
    const said = async () => {
      const response = await web.send("GET", `${PATH}/${id}`);
      expect(response.status).toBe(410);
      return await problemOf(response);
    };
    const problem = {
      type: "urn:cip:problem:deleted",
      title: "Deleted",
      detail: "This client was deleted on 31 Mar 2026, 12:00 UTC",
    };
    expect(await said()).toMatchObject(problem);
    world.setNow("2026-03-31T12:10:00Z");
    await world.services.removal.finish();
    expect(await said()).toMatchObject(problem);
    expect(await world.services.database.db.collection("deleted_clients").find().toArray()).toEqual([
      { _id: id, deletedAt: new Date("2026-03-31T12:00:00Z") },
    ]);
    expect((await web.send("GET", `${PATH}/external:acme`)).status).toBe(404);
    expect((await web.send("GET", `${PATH}/nobody`)).status).toBe(404);
    expect((await web.send("GET", `${PATH}/${other.client.id}`)).status).toBe(200);
  }));

Deno.test("writes get 503 with Retry-After while the database is not ready; reads pass", async () => {
  await using world = await openWorld(NOW);
  await using web = openTestWeb(world, { [PATH]: clients }, { ready: false });
  const refused = await web.send("POST", PATH, { body: { name: "Acme" } });
  expect(refused.status).toBe(503);
  expect(refused.headers.get("retry-after")).toBe("5");
  await problemOf(refused);
  expect((await web.send("GET", PATH)).status).toBe(200);
});

Deno.test("behind a path prefix the location of a new client carries it", async () => {
  await using world = await openWorld(NOW);
  await using web = openTestWeb(world, { [PATH]: clients, [`${PATH}/:id`]: client }, { basePath: "/health" });
  const response = await web.send("POST", `/health${PATH}`, { body: { name: "Acme", externalId: "a/b" } });
  expect(response.headers.get("location")).toMatch(/^\/health\/api\/v1\/clients\/[0-9a-f]{24}$/);
  expect((await web.send("GET", `/health${PATH}/external:a%2Fb`)).status).toBe(200);
});
