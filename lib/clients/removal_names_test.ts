import { expect } from "@std/expect";
import type { ApiHandler } from "@/lib/http/api_handler.ts";
import { handler as clients } from "@/routes/api/v1/clients/index.ts";
import { handler as notes } from "@/routes/api/v1/clients/[id]/notes/index.ts";
import { handler as incidents } from "@/routes/api/v1/incidents/index.ts";
import { clientQuerySchema } from "@/lib/clients/query.ts";
import { incidentQuerySchema } from "@/lib/incidents/query.ts";
import { openTestWeb } from "@/testing/web.ts";
import { openWorld, type World } from "@/testing/world.ts";

const NOW = "2036-03-31T12:00:00Z";
const TEN_MINUTES_S = 600;

/** Words that stand nowhere else. */
const NAME = "Quixotry Ltd";
const OWNER = "Zebulon Ack";
const TITLE = "Flummoxed export";
const TEXT = "Kerfuffle on the phone";
const WORDS = /quixotry|zebulon|flummox|kerfuffle/i;

const ROUTES = {
  "/api/v1/clients": clients,
  "/api/v1/clients/:id/notes": notes,
  "/api/v1/incidents": incidents,
} as Record<string, ApiHandler>;

/** The keys of the world in Redis that hold one of the words, in their name or content, and how long they stay. */
async function keysWithWords({ services, config }: World): Promise<{ key: string; ttlSeconds: number }[]> {
  const { redis } = services;
  const found: { key: string; ttlSeconds: number }[] = [];
  for (const key of await redis.keys(`*${config.redis.keyPrefix}*`)) {
    if (WORDS.test(decodeURIComponent(key)) || WORDS.test(JSON.stringify(await contentOf(redis, key)))) {
      found.push({ key, ttlSeconds: await redis.ttl(key) });
    }
  }
  return found;
}

async function contentOf(redis: World["services"]["redis"], key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case "string":
      return await redis.get(key);
    case "hash":
      return await redis.hgetall(key);
    case "list":
      return await redis.lrange(key, 0, -1);
    case "set":
      return await redis.smembers(key);
    case "zset":
      return await redis.zrange(key, "0", "-1");
    case "stream":
      return await redis.xrange(key, "-", "+");
    default:
      return null;
  }
}

async function collectionsWithWords({ services }: World): Promise<string[]> {
  const { db } = services.database;
  const found: string[] = [];
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    const documents = await db.collection(name).find().toArray();
    if (documents.some((document) => WORDS.test(JSON.stringify(document)))) found.push(name);
  }
  return found;
}

/** Everything that pages and the API read and keep. */
async function readEverything({ services }: World, id: string): Promise<void> {
  const { analytics, reports, clientDetail, clientParts, clientList, incidentList } = services;
  await analytics.riskRadar(1, 25);
  await analytics.riskRadar(1, 25, { owner: OWNER });
  await analytics.radarOwners();
  await analytics.overview();
  await analytics.publishOverview();
  await reports.scoreMap({ limit: 100 });
  await reports.revenueRisk();
  await clientDetail.read(id);
  await clientParts.read(id, 30);
  await clientList.read(clientQuerySchema.parse({ owner: OWNER }));
  await clientList.choices();
  await incidentList.read(incidentQuerySchema.parse({ client: NAME }), new Date(NOW));
}

Deno.test("ten minutes after a deletion no word of the client is left in Redis or MongoDB", async () => {
  await using world = await openWorld(NOW);
  await using web = openTestWeb(world, ROUTES);
  const post = async (path: string, key: string, body: object) => {
    const response = await web.send("POST", `/api/v1${path}`, { body, headers: { "idempotency-key": key } });
    expect(response.status).toBe(201);
    return await response.json();
  };
  const other = await world.createClient({ name: "Somebody else" });
  const { id } = await post("/clients", "k1", { name: NAME, owner: OWNER, externalId: "acme" });
  await post(`/clients/${id}/notes`, "k2", { text: TEXT, author: OWNER });
  await post("/incidents", "k3", { clientId: id, title: TITLE, severity: "high" });
  await world.services.simulation.outage(id);
  await world.services.health.scoreClients([id, other._id]);
  await readEverything(world, id);
  await (await web.send("GET", "/api/v1/clients?sort=band")).body?.cancel();
  await (await web.send("GET", `/api/v1/incidents?client=${NAME}`)).body?.cancel();
  expect((await keysWithWords(world)).length).toBeGreaterThan(8);
  expect(await collectionsWithWords(world)).toContain("idempotency_keys");

  await world.services.removal.remove(id);
  expect(await collectionsWithWords(world)).toEqual([]);
  world.setNow("2036-03-31T12:02:01Z");
  expect(await world.services.removal.finish()).toBe(1);
  const left = await keysWithWords(world);
  expect(left.filter(({ ttlSeconds }) => ttlSeconds < 0 || ttlSeconds > TEN_MINUTES_S)).toEqual([]);
  // Of what named others only, copies of last resort are still there.
  expect((await world.services.redis.keys(`${world.config.redis.keyPrefix}:cache-last:overview`)).length)
    .toBe(1);
});

Deno.test("while Redis is away a deletion stays on the list of what is to be forgotten", async () => {
  await using world = await openWorld(NOW);
  const { removal, redis, stores } = world.services;
  const { _id: id } = await world.createClient({ name: NAME });
  await removal.remove(id);
  redis.disconnect();
  world.setNow("2036-03-31T12:02:01Z");
  await removal.finish();
  const due = () => stores.removals.findBefore(new Date("2036-03-31T12:02:00Z"), 10);
  expect((await due()).map(({ _id }) => _id)).toEqual([id]);
  await redis.connect();
  await removal.finish();
  expect(await due()).toEqual([]);
  expect(await keysWithWords(world)).toEqual([]);
});
