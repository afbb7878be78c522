import { expect } from "@std/expect";
import fc from "fast-check";
import { ObjectId } from "mongodb";
import { foldForSearch } from "@/lib/clients/folding.ts";
import { clientQuerySchema } from "@/lib/clients/query.ts";
import type { Client, StoredHealth } from "@/lib/clients/schema.ts";
import { storedHealth } from "@/testing/stored_health.ts";
import { openWorld, type World } from "@/testing/world.ts";

const NOW = "2026-03-31T12:00:00Z";

const HEALTH = storedHealth(NOW);

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
const STEADY_SORTS = ["name", "-name", "externalId", "-createdAt", "mrr", "-owner", "status"] as const;
const MOVING_SORTS = ["score", "-score", "band", "-band"] as const;

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
    foldedExternalId: _id,
    plan: "Standard",
    industry: null,
    mrr: number % 2,
    currency: "USD",
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
