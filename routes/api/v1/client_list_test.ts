import { expect } from "@std/expect";
import { z } from "zod";
import { incidentQuerySchema } from "@/lib/incidents/query.ts";
import { clientListSchema } from "@/lib/clients/view.ts";
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

async function create(web: TestWeb, body: Record<string, unknown>): Promise<void> {
  expect((await web.send("POST", PATH, { body })).status).toBe(201);
}

Deno.test("filters, totals and sums of money are those of all that match", () =>
  withWeb(async (web, world) => {
    await create(web, { name: "Ärmel & Co", mrr: 100, currency: "EUR", plan: "Pro", tags: ["pilot"] });
    await create(web, {
      name: "armada",
      mrr: 250,
      currency: "EUR",
      owner: "Dana",
      renewsAt: "2026-06-01T00:00:00Z",
    });
    await create(web, { name: "Zebra", mrr: 40, externalId: "ARM-1", status: "paused" });
    await create(web, { name: "Gone", startedAt: "2025-01-01T00:00:00Z", status: "churned" });
    const ids = async (query: string) => {
      const response = await web.send("GET", `${PATH}?${query}`);
      expect(response.status).toBe(200);
      const list = await jsonOf(response, clientListSchema);
      return { names: list.clients.map(({ name }) => name), total: list.total, mrr: list.mrr };
    };
    expect(await ids("limit=1")).toEqual({
      names: ["armada"],
      total: 4,
      mrr: [{ amount: 350, currency: "EUR" }, { amount: 40, currency: "USD" }],
    });
    const names = async (query: string) => (await ids(query)).names;
    expect(await names("search=%C3%A1rm")).toEqual(["armada", "Ärmel & Co", "Zebra"]);
    expect(await names("status=active,paused&sort=-mrr")).toEqual(["armada", "Ärmel & Co", "Zebra"]);
    expect(await names("plan=Pro")).toEqual(["Ärmel & Co"]);
    expect(await names("tag=pilot")).toEqual(["Ärmel & Co"]);
    expect(await names("owner=Dana")).toEqual(["armada"]);
    expect(await names("mrrMin=40&mrrMax=100&currency=EUR")).toEqual(["Ärmel & Co"]);
    expect(await names("renewsAfter=2026-06-01&renewsBefore=2026-06-02")).toEqual(["armada"]);
    expect(await names("renewsBefore=2026-06-01T00:00:00Z")).toEqual([]);
    expect(await names("band=unknown")).toEqual(
      ["armada", "Gone", "Zebra", "Ärmel & Co"].toSorted((a, b) => a.localeCompare(b, "en")),
    );
    await world.services.health.scoreClients(
      await world.services.stores.clients.findIds({
        after: null,
        limit: 10,
        currentOnly: true,
      }),
    );
    expect((await names("band=unknown")).length).toBe(4);
    expect(await names("band=healthy,critical")).toEqual([]);
    expect((await names("sort=-renewsAt"))[0]).toBe("armada");
    expect((await names("sort=renewsAt"))[0]).toBe("armada");
  }));

Deno.test("bounds of money are those of one currency, and refused without", () =>
  withWeb(async (web) => {
    for (const [name, mrr, currency] of [["Yen", 1_200_000, "JPY"], ["Low", 990_000, "EUR"]] as const) {
      await create(web, { name, mrr, currency });
    }
    await create(web, { name: "High", mrr: 1_420_000, currency: "EUR" });
    const asked = async (query: string, accept = "application/json") =>
      await web.send("GET", `${PATH}?${query}`, { headers: { accept } });
    const names = async (query: string) =>
      (await jsonOf(await asked(query), clientListSchema)).clients.map(({ name }) => name);
    // €9,900 to €14,200 as minor units, between which ¥1,200,000 lies
    expect(await names("mrrMin=990000&mrrMax=1420000&currency=EUR")).toEqual(["High", "Low"]);
    expect(await names("mrrMin=990001&currency=EUR")).toEqual(["High"]);
    expect(await names("mrrMax=1200000&currency=JPY")).toEqual(["Yen"]);
    for (const accept of ["application/json", "application/x-ndjson"]) {
      const refused = await asked("mrrMin=990000", accept);
      expect(refused.status).toBe(400);
      expect((await problemOf(refused)).errors).toEqual([{
        pointer: "mrrMin",
        detail:
          "must come with currency, such as currency=EUR: amounts of different currencies are never compared",
      }]);
    }
  }));

Deno.test("a search finds words inside names and ids, in any order, whatever letters they are typed with", () =>
  withWeb(async (web, world) => {
    const names = [
      "Sundial Health",
      "Großmann KG",
      "Łódź Works",
      "Æther Labs",
      "Søndergaard-Møller",
      "Đorđe",
      "Health Sun",
    ];
    for (const [index, name] of names.entries()) await create(web, { name, externalId: `crm/ACME-${index}` });
    const incident = { title: "Broken", severity: "low", status: "open" } as const;
    const found = async (search: string) => {
      const response = await web.send("GET", `${PATH}?search=${encodeURIComponent(search)}`);
      const { clients, total } = await jsonOf(response, clientListSchema);
      expect(total).toBe(clients.length);
      return clients.map(({ name }) => name);
    };
    const expected: [string, string[]][] = [
      ["health", ["Health Sun", "Sundial Health"]],
      ["HEA sundial", ["Sundial Health"]],
      ["sundial he", ["Sundial Health"]],
      ["ealth", []],
      ["health kg", []],
      ["grossmann", ["Großmann KG"]],
      ["GROẞ", ["Großmann KG"]],
      ["lodz", ["Łódź Works"]],
      ["Łódź".normalize("NFD"), ["Łódź Works"]],
      ["aether", ["Æther Labs"]],
      ["moller", ["Søndergaard-Møller"]],
      ["sondergaard-m", ["Søndergaard-Møller"]],
      ["dord", ["Đorđe"]],
      ["crm/acme-0", ["Sundial Health"]],
      ["acme-1 kg", ["Großmann KG"]],
    ];
    for (const [search, clients] of expected) {
      expect([search, await found(search)]).toEqual([search, clients]);
    }
    // The same for the incidents of clients.
    for (
      const { _id: clientId } of await world.services.stores.clients.findByExternalIds([
        "crm/ACME-0",
        "crm/ACME-1",
      ])
    ) {
      await world.services.incidents.create({ clientId, ...incident });
    }
    const query = incidentQuerySchema.parse({ client: "health" });
    expect((await world.services.incidents.list(query)).total).toBe(1);
    // A name that changes is found by its new words only.
    const [client] = await world.services.stores.clients.findByExternalIds(["crm/ACME-0"]);
    await world.services.clients.change(client?._id ?? "", { name: "Moondial Wealth" });
    expect([await found("health"), await found("wealth acme-0")]).toEqual([["Health Sun"], [
      "Moondial Wealth",
    ]]);
  }));

Deno.test("clients that an earlier version stored are found by their words once the process has started", () =>
  withWeb(async (web, world) => {
    await create(web, { name: "Łódź Works", externalId: "old" });
    const clients = world.services.database.db.collection("clients");
    await clients.updateOne({ externalId: "old" }, {
      $set: { foldedName: "łodz works", foldedExternalId: "old", owner: "Zoe\u0308" },
      $unset: { searchWords: true },
    });
    // Two ids that look alike, and one without its twin; neither could be found by what is sent today.
    const spellings = { twin: "caf\u00e9", "twin-old": "cafe\u0301", alone: "re\u0301my" };
    for (const [id, externalId] of Object.entries(spellings)) {
      await create(web, { name: id, externalId: id });
      await clients.updateOne({ externalId: id }, { $set: { externalId }, $unset: { searchWords: true } });
    }
    await clients.createIndex({ foldedExternalId: 1 });
    await world.services.ensureSchema();
    expect((await clients.indexes()).map(({ name }) => name)).not.toContain("foldedExternalId_1");
    const ids = await clients.distinct("externalId");
    expect(ids.toSorted()).toEqual(["cafe\u0301", "caf\u00e9", "old", "r\u00e9my"].toSorted());
    expect((await web.send("GET", `${PATH}/external:re%CC%81my`)).status).toBe(200);
    expect(await clients.findOne({ externalId: "old" })).toMatchObject({ owner: "Zo\u00eb" });
    const { clients: found } = await jsonOf(
      await web.send("GET", `${PATH}?search=works%20lodz`),
      clientListSchema,
    );
    expect(found.map(({ name, version }) => [name, version])).toEqual([["Łódź Works", 1]]);
    expect(await clients.findOne({ externalId: "old" })).not.toHaveProperty("foldedExternalId");
  }));

Deno.test("search strings are data, never patterns, however long", () =>
  withWeb(async (web) => {
    const odd = [".*", "(a+)+$", "$gt", "\\", "[x]", "{$ne:1}"];
    for (const name of odd) await create(web, { name: `${name} Ltd` });
    for (const search of odd) {
      const response = await web.send("GET", `${PATH}?search=${encodeURIComponent(search)}`);
      const { clients } = await jsonOf(response, clientListSchema);
      expect(clients.map(({ name }) => name)).toEqual([`${search} Ltd`]);
    }
    const long = await web.send("GET", `${PATH}?search=${"a".repeat(10_000)}`);
    expect((await jsonOf(long, clientListSchema)).total).toBe(0);
    const operator = await web.send("GET", `${PATH}?search[$gt]=`);
    expect(operator.status).toBe(400);
  }));

Deno.test("a cursor that is broken, of another query or beside a page number is refused", () =>
  withWeb(async (web) => {
    for (const name of ["a", "b", "c"]) await create(web, { name });
    const first = await jsonOf(await web.send("GET", `${PATH}?limit=1`), clientListSchema);
    const cursor = z.string().parse(first.nextCursor);
    expect((await web.send("GET", `${PATH}?limit=2&cursor=${cursor}`)).status).toBe(200);
    const bad = [
      `cursor=${cursor}&sort=-name`,
      `cursor=${cursor}&status=active`,
      `cursor=${cursor}&page=1`,
      `cursor=${cursor.slice(0, -3)}`,
      "cursor=nonsense",
      `cursor=${btoa('{"q":"x","p":[0,{"$gt":""},"a"]}')}`,
      "cursor=",
      "limit=101",
      "limit=0",
      "sort=health",
    ];
    for (const query of bad) {
      const response = await web.send("GET", `${PATH}?${query}`);
      expect([query, response.status]).toEqual([query, 400]);
      await problemOf(response);
    }
  }));
