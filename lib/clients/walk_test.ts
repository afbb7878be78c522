import { expect } from "@std/expect";
import fc from "fast-check";
import { clientQuerySchema } from "@/lib/clients/query.ts";
import type { StoredHealth } from "@/lib/clients/schema.ts";
import { openWorld, type World } from "@/testing/world.ts";

const NOW = "2026-03-31T12:00:00Z";

const HEALTH: StoredHealth = {
  score: 90,
  unrounded: 90,
  band: "healthy",
  coverage: 1,
  components: [],
  remedies: [],
  modelVersion: 1,
  computedAt: new Date(NOW),
  day: "2026-03-31",
  dataAsOf: null,
  trend: null,
  driver: "",
  openIncidents: 0,
  recentScores: [],
};

type Score = number | null;

/** What happens between two pages; numbers choose among the clients there are. */
type Change =
  | { kind: "insert"; name: string; score: Score }
  | { kind: "delete"; which: number }
  | { kind: "rescore"; which: number; score: Score };

const score = fc.option(fc.nat(5));
const name = fc.constantFrom("a", "á", "B", "c", "cc", "Z");
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant("insert" as const), name, score }),
  fc.record({ kind: fc.constant("delete" as const), which: fc.nat(20) }),
  fc.record({ kind: fc.constant("rescore" as const), which: fc.nat(20), score }),
);

const scenario = fc.record({
  sort: fc.constantFrom(
    "name",
    "-name",
    "externalId",
    "-createdAt",
    "mrr",
    "-owner",
    "status",
    "score",
    "-score",
    "band",
  ),
  limit: fc.integer({ min: 1, max: 3 }),
  clients: fc.array(fc.record({ name, score }), { minLength: 1, maxLength: 7 }),
  changes: fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 6 }),
});

async function rescore(world: World, id: string, value: Score): Promise<void> {
  const band = value === null ? "unknown" : value > 2 ? "healthy" : "critical";
  await world.services.stores.clients.updateHealth(id, { ...HEALTH, score: value, band });
}

async function add(world: World, number: number, client: { name: string; score: Score }): Promise<string> {
  const { _id } = await world.createClient({
    name: client.name,
    mrr: number % 2,
    owner: number % 3 === 0 ? null : client.name,
    status: number % 2 === 0 ? "active" : "paused",
  });
  await rescore(world, _id, client.score);
  return _id;
}

Deno.test("property: a walk by cursor neither misses nor repeats a client that was there throughout", async () => {
  await using world = await openWorld(NOW);
  await fc.assert(
    fc.asyncProperty(scenario, async ({ sort, limit, clients, changes }) => {
      await world.services.database.db.collection("clients").deleteMany({});
      const present: string[] = [];
      for (const [number, client] of clients.entries()) present.push(await add(world, number, client));
      const throughout = new Set(present);
      const met: string[] = [];
      let cursor: string | null = null;
      for (let page = 0;; page++) {
        const query = clientQuerySchema.parse({ sort, limit: String(limit), ...(cursor ? { cursor } : {}) });
        const { items, nextCursor } = await world.services.clients.list(query);
        met.push(...items.map(({ _id }) => _id));
        if (nextCursor === null) break;
        cursor = nextCursor;
        for (const step of changes[page] ?? []) {
          if (step.kind === "insert") {
            present.push(await add(world, present.length, step));
            continue;
          }
          const id = present[step.which % present.length];
          if (id === undefined) continue;
          if (step.kind === "rescore") await rescore(world, id, step.score);
          else {
            await world.services.stores.clients.remove(id);
            throughout.delete(id);
            present.splice(present.indexOf(id), 1);
          }
        }
      }
      expect(new Set(met).size).toBe(met.length);
      expect(met.filter((id) => throughout.has(id)).sort()).toEqual([...throughout].sort());
    }),
    { numRuns: 30 },
  );
});

Deno.test("nulls come last in both directions, ties by id, and pages by number agree with a walk", async () => {
  await using world = await openWorld(NOW);
  for (const [number, value] of [3, null, 1, 3, null].entries()) {
    await add(world, number, { name: `n${number}`, score: value });
  }
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
  for (const number of [1, 2, 3]) await add(world, number, { name: `n${number}`, score: number });
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
