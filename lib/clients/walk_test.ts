import { expect } from "@std/expect";
import fc from "fast-check";
import { ObjectId } from "mongodb";
import { foldForSearch, searchWords } from "@/lib/clients/folding.ts";
import { clientExportQuerySchema, clientQuerySchema, clientSort } from "@/lib/clients/query.ts";
import type { Client, StoredHealth } from "@/lib/clients/schema.ts";
import { orderOf, partsOf } from "@/lib/lists/sorting.ts";
import { storedHealth } from "@/testing/stored_health.ts";
import { openProxies, openWorld, type World } from "@/testing/world.ts";

const NOW = "2026-03-31T12:00:00Z";

const HEALTH = storedHealth(NOW);

const BASE64URL = { alphabet: "base64url" } as const;

type Score = number | null;

/** What happens between two pages; numbers choose among the clients there are. */
type Change =
  | { kind: "insert"; name: string; score: Score }
  | { kind: "delete"; which: number }
  | { kind: "rescore"; which: number; score: Score };

const score = fc.option(fc.nat(5));
const name = fc.constantFrom("a", "á", "B", "c", "cc", "Z");
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("insert" as const), name, score }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("delete" as const), which: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("rescore" as const), which: fc.nat(20), score }) },
);

/** Sorts by what users write, and by what scoring changes under a reader's feet. */
const STEADY_SORTS = ["name", "-name", "externalId", "-createdAt", "mrr", "-mrr", "-owner"] as const;
const MOVING_SORTS = ["score", "-score", "band", "-band", "status", "-updatedAt"] as const;

/** Units of quite different worth, so that amounts alone would give another order. */
const CURRENCIES = ["USD", "JPY", "EUR"] as const;

/** Enough clients for several pages, and something that happens between any two of them. */
const scenarioOf = (sorts: readonly (typeof STEADY_SORTS | typeof MOVING_SORTS)[number][]) =>
  fc.record({
    sort: fc.constantFrom(...sorts),
    limit: fc.integer({ min: 1, max: 3 }),
    clients: fc.array(fc.record({ name, score }), { minLength: 4, maxLength: 7 }),
    changes: fc.array(fc.array(change, { minLength: 2, maxLength: 4 }), { minLength: 4, maxLength: 6 }),
  });

function healthOf(value: Score): StoredHealth {
  const band = value === null ? "unknown" : value > 2 ? "healthy" : "critical";
  return { ...HEALTH, score: value, band };
}

function clientOf(number: number, { name, score }: { name: string; score: Score }): Client {
  const _id = new ObjectId().toHexString();
  return {
    _id,
    externalId: _id,
    name,
    foldedName: foldForSearch(name),
    searchWords: searchWords(name),
    plan: "Standard",
    industry: null,
    mrr: number % 2,
    currency: CURRENCIES[number % CURRENCIES.length] ?? "USD",
    status: number % 2 === 0 ? "active" : "paused",
    timezone: "UTC",
    startedAt: new Date(NOW),
    endedOn: null,
    renewsAt: null,
    owner: number % 3 === 0 ? null : name,
    tags: [],
    health: healthOf(score),
    version: 1,
    createdAt: new Date(NOW),
    updatedAt: new Date(NOW),
  };
}

/** Walks through the list while it changes, and checks whom the walk met. */
async function checkWalk(
  world: World,
  { sort, limit, clients, changes }: {
    sort: string;
    limit: number;
    clients: { name: string; score: Score }[];
    changes: Change[][];
  },
): Promise<void> {
  await world.services.database.db.collection("clients").deleteMany({});
  const stored = clients.map((client, number) => clientOf(number, client));
  await world.services.stores.clients.insertMany(stored);
  const present = stored.map(({ _id }) => _id);
  const throughout = new Set(present);
  const met: string[] = [];
  let cursor: string | null = null;
  for (let page = 0;; page++) {
    const query = clientQuerySchema.parse({ sort, limit: String(limit), ...(cursor ? { cursor } : {}) });
    const { items, nextCursor } = await world.services.clients.list(query);
    met.push(...items.map(({ _id }) => _id));
    if (nextCursor === null) break;
    cursor = nextCursor;
    for (const step of changes[page] ?? []) await apply(world, step, present, throughout);
  }
  expect(new Set(met).size).toBe(met.length);
  expect(met.filter((id) => throughout.has(id)).sort()).toEqual([...throughout].sort());
}

async function apply(world: World, step: Change, present: string[], throughout: Set<string>): Promise<void> {
  if (step.kind === "insert") {
    const client = clientOf(present.length, step);
    await world.services.stores.clients.insert(client);
    present.push(client._id);
    return;
  }
  const id = present[step.which % present.length];
  if (id === undefined) return;
  if (step.kind === "rescore") {
    await world.services.stores.clients.updateHealth(id, healthOf(step.score));
    return;
  }
  await world.services.stores.clients.remove(id);
  throughout.delete(id);
  present.splice(present.indexOf(id), 1);
}

for (const [columns, sorts] of [["users write", STEADY_SORTS], ["scoring changes", MOVING_SORTS]] as const) {
  Deno.test(`property: a walk by what ${columns} neither misses nor repeats a client that was there throughout`, async () => {
    await using world = await openWorld(NOW);
    await fc.assert(
      fc.asyncProperty(scenarioOf(sorts), (scenario) => checkWalk(world, scenario)),
      { numRuns: 15 },
    );
  });
}

Deno.test("property: an export has each client once that was there throughout, whatever moves between its rows", async () => {
  await using world = await openWorld(NOW);
  const edit = fc.record({
    which: fc.nat(20),
    name,
    owner: fc.option(name),
    status: fc.constantFrom("active" as const, "paused" as const),
    score,
  });
  const scenario = fc.record({
    sort: fc.constantFrom(...STEADY_SORTS, ...MOVING_SORTS),
    clients: fc.array(fc.record({ name, score }), { minLength: 3, maxLength: 7 }),
    edits: fc.array(edit, { minLength: 7, maxLength: 7 }),
  });
  await fc.assert(
    fc.asyncProperty(scenario, async ({ sort, clients, edits }) => {
      await world.services.database.db.collection("clients").deleteMany({});
      const stored = clients.map((client, number) => clientOf(number, client));
      await world.services.stores.clients.insertMany(stored);
      const met: string[] = [];
      for await (const { _id } of world.services.clients.stream(clientExportQuerySchema.parse({ sort }))) {
        const edit = edits[met.push(_id) - 1];
        const moved = edit && stored[edit.which % stored.length];
        if (!moved) continue;
        const { score, name, owner, status } = edit;
        await world.services.stores.clients.updateHealth(moved._id, healthOf(score));
        const version = (await world.services.stores.clients.find(moved._id))?.version ?? 0;
        const foldedName = foldForSearch(name);
        await world.services.stores.clients.update(moved._id, version, { name, foldedName, owner, status });
      }
      expect(met.sort()).toEqual(stored.map(({ _id }) => _id).sort());
    }),
    { numRuns: 6 },
  );
});

Deno.test("the order of a walk is read in one go, and is the one in which the database sorts", async () => {
  await using proxies = openProxies();
  await using world = await openWorld(NOW, proxies.config);
  const names = ["b", "\u{1f600}", "\uffee", "a", "Á", "a", ""];
  await world.services.stores.clients.insertMany(
    names.map((name, number) => ({
      ...clientOf(number, { name, score: number % 3 === 0 ? null : number }),
      owner: name === "" ? null : name,
    })),
  );
  for (const sort of [...STEADY_SORTS, ...MOVING_SORTS]) {
    const seen = proxies.mongodb.record();
    const exported: string[] = [];
    for await (const { _id } of world.services.clients.stream(clientExportQuerySchema.parse({ sort }))) {
      exported.push(_id);
    }
    expect(seen.filter(({ target }) => target === "clients").map(({ command }) => command)).toEqual([
      "find",
      "find",
    ]);
    const paged = await world.services.clients.list(clientQuerySchema.parse({ sort, page: "1" }));
    expect([sort, exported]).toEqual([sort, paged.items.map(({ _id }) => _id)]);
  }
});

Deno.test("nulls come last in both directions, ties by id, and pages by number agree with a walk", async () => {
  await using world = await openWorld(NOW);
  const scores = [3, null, 1, 3, null];
  await world.services.stores.clients.insertMany(
    scores.map((score, number) => clientOf(number, { name: `n${number}`, score })),
  );
  const names = async (query: Record<string, string>) => {
    const { items } = await world.services.clients.list(clientQuerySchema.parse(query));
    return items.map((client) => client.name);
  };
  expect(await names({ sort: "score" })).toEqual(["n2", "n0", "n3", "n1", "n4"]);
  expect(await names({ sort: "-score" })).toEqual(["n3", "n0", "n2", "n4", "n1"]);
  expect(await names({ sort: "-score", page: "2", limit: "2" })).toEqual(["n2", "n4"]);
  expect(await names({ sort: "-score", page: "3", limit: "2" })).toEqual(["n1"]);
  expect(await names({ sort: "-score", page: "4", limit: "2" })).toEqual([]);
});

Deno.test("the order of a walk is kept from page to page and has an end", async () => {
  await using world = await openWorld(NOW);
  await world.services.stores.clients.insertMany(
    [1, 2, 3].map((number) => clientOf(number, { name: `n${number}`, score: number })),
  );
  const page = (further: Record<string, string>) =>
    world.services.clients.list(clientQuerySchema.parse({ sort: "score", limit: "1", ...further }));
  const first = (await page({})).nextCursor ?? "";
  world.setNow("2026-03-31T12:09:59Z");
  const second = (await page({ cursor: first })).nextCursor ?? "";
  world.setNow("2026-03-31T12:19:58Z");
  expect((await page({ cursor: second })).items.map((client) => client.name)).toEqual(["n3"]);
  world.setNow("2026-03-31T12:29:59Z");
  await expect(page({ cursor: second })).rejects.toThrow("The cursor has expired; begin again without one");
});

Deno.test("amounts are in order within their currency, currencies in order of their codes in both directions", async () => {
  await using world = await openWorld(NOW);
  const paid = [["JPY", 1_200_000], ["EUR", 1_420_000], ["KWD", 1_250], ["EUR", 990_000], ["EUR", 1_420_000]];
  await world.services.stores.clients.insertMany(paid.map(([currency, mrr], number) => ({
    ...clientOf(number, { name: `n${number}`, score: null }),
    currency: String(currency),
    mrr: Number(mrr),
  })));
  const names = async (query: Record<string, string>) => {
    const { items } = await world.services.clients.list(clientQuerySchema.parse(query));
    return items.map((client) => client.name);
  };
  expect(await names({ sort: "-mrr" })).toEqual(["n4", "n1", "n3", "n0", "n2"]);
  expect(await names({ sort: "mrr" })).toEqual(["n3", "n1", "n4", "n0", "n2"]);
  expect(await names({ sort: "-mrr", page: "2", limit: "2" })).toEqual(["n3", "n0"]);
});

Deno.test("a cursor within amounts says of which currency, and is none without it", async () => {
  await using world = await openWorld(NOW);
  await world.services.stores.clients.insertMany(
    [1, 2].map((number) => clientOf(number, { name: `n${number}`, score: null })),
  );
  const page = (cursor?: string) =>
    world.services.clients.list(clientQuerySchema.parse({ sort: "mrr", limit: "1", cursor }));
  const { nextCursor } = await page();
  const content = JSON.parse(new TextDecoder().decode(Uint8Array.fromBase64(nextCursor ?? "", BASE64URL)));
  expect(content.p.slice(3)).toEqual(["EUR"]);
  const older = { ...content, p: content.p.slice(0, 3) };
  const text = new TextEncoder().encode(JSON.stringify(older)).toBase64(BASE64URL);
  await expect(page(text)).rejects.toThrow("The cursor is not a cursor of this list");
});

Deno.test("amounts are read along an index in both directions", async () => {
  await using world = await openWorld(NOW);
  const indexes = await world.services.database.db.collection("clients").indexes();
  for (const sort of ["mrr", "-mrr"] as const) {
    const asked = clientSort({ sort });
    const order = partsOf(asked).map((part) => Object.fromEntries(orderOf(part, asked)));
    expect(order).toHaveLength(1);
    // Key by key, in this order: an index of the same paths in another order is of no use.
    expect(indexes.map(({ key }) => JSON.stringify(key))).toContain(JSON.stringify(order[0]));
  }
});
