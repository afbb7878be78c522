/** Web process and worker while MongoDB and Redis are away, frozen or half-open, at their start and later. */
import { expect } from "@std/expect";
import { launchWeb, startWeb, startWorker } from "@/testing/processes.ts";
import { waitFor } from "@/testing/wait.ts";
import { openProxies, openWorld, type World, worldConfig } from "@/testing/world.ts";

/** The promise is a minute, on a machine with nothing else to do. */
const RECOVERED_WITHIN_MS = 120_000;

/** The world itself reaches its servers undisturbed. */
async function openDisturbed(): Promise<
  AsyncDisposable & { world: World; proxies: ReturnType<typeof openProxies> }
> {
  const config = worldConfig();
  const proxies = openProxies(config);
  const world = await openWorld(undefined, config);
  return {
    world,
    proxies,
    async [Symbol.asyncDispose]() {
      await world[Symbol.asyncDispose]();
      await proxies[Symbol.asyncDispose]();
    },
  };
}

async function post(baseUrl: string, messageId: string, ts = new Date().toISOString()): Promise<Response> {
  const event = { messageId, externalId: "acme", type: "login", ts };
  return await fetch(`${baseUrl}/api/v1/telemetry`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ events: [event] }),
  });
}

async function ask(
  url: string,
): Promise<{ status: number; retryAfter: string | null; ms: number; text: string }> {
  const startedAt = performance.now();
  const response = await fetch(url);
  const text = await response.text();
  const { status, headers } = response;
  return { status, retryAfter: headers.get("retry-after"), ms: performance.now() - startedAt, text };
}

/** Waits for a score of the client that counts an event of that time. */
function scored(world: World, clientId: string, ts: string): Promise<unknown> {
  return waitFor(`the event of ${ts} to be scored`, async () => {
    const client = await world.services.clients.get(clientId);
    return client.health?.dataAsOf?.toISOString() === ts;
  }, RECOVERED_WITHIN_MS);
}

const FIRST = new Date(Date.now() - 2_000).toISOString();
const SECOND = new Date(Date.now() - 1_000).toISOString();

async function startWithout(servers: "refuse" | "freezeAll"): Promise<void> {
  await using disturbed = await openDisturbed();
  const { world, proxies } = disturbed;
  const client = await world.createClient({ externalId: "acme" });
  proxies.mongodb[servers]();
  proxies.redis[servers]();
  await using web = await launchWeb(proxies.config);
  await using _worker = await startWorker(proxies.config);

  const refused = await waitFor("an answer", () => ask(`${web.baseUrl}/api/v1/clients`).catch(() => null));
  expect(refused).toMatchObject({ status: 503, retryAfter: "5" });
  expect((await post(web.baseUrl, "m-1", FIRST)).status).toBe(503);
  expect((await ask(`${web.baseUrl}/healthz`)).status).toBe(503);
  proxies.mongodb.pass();
  proxies.redis.pass();

  await waitFor(
    "the web process to be well",
    async () => (await ask(`${web.baseUrl}/healthz`)).status === 200,
    RECOVERED_WITHIN_MS,
  );
  expect(await ask(`${web.baseUrl}/api/v1/clients`)).toMatchObject({ status: 200 });
  expect((await post(web.baseUrl, "m-1", FIRST)).status).toBe(202);
  await scored(world, client._id, FIRST);
}

Deno.test("processes that start while their servers refuse or are frozen wait for them", async () => {
  await Promise.all([startWithout("refuse"), startWithout("freezeAll")]);
});

/** Keeps reading and writing; the statuses that were answered. */
async function useThroughout(baseUrl: string, disturb: () => Promise<void>): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  let over = false;
  const use = async (worker: number) => {
    for (let turn = 0; !over; turn++) {
      const { status } = turn % 2 === 0
        ? await ask(`${baseUrl}/api/v1/clients?search=${worker}-${turn}`)
        : await post(baseUrl, `use-${worker}-${turn}`);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  const users = [1, 2, 3, 4].map(use);
  await disturb();
  over = true;
  await Promise.all(users);
  return statuses;
}

Deno.test("servers that fall silent under running processes are noticed, said, and used again", async () => {
  await using disturbed = await openDisturbed();
  const { world, proxies } = disturbed;
  const client = await world.createClient({ externalId: "acme" });
  await using web = await startWeb(proxies.config);
  await using _worker = await startWorker(proxies.config);
  const dashboard = () => ask(`${web.baseUrl}/`);
  const health = () => ask(`${web.baseUrl}/healthz`);
  await post(web.baseUrl, "m-1", FIRST);
  await scored(world, client._id, FIRST);
  await dashboard();

  // Half-open.
  proxies.redis.freezeExisting();
  proxies.mongodb.freezeExisting();
  await waitFor(
    "the event to be taken",
    async () => (await post(web.baseUrl, "m-2", SECOND)).status === 202,
    RECOVERED_WITHIN_MS,
  );
  await scored(world, client._id, SECOND);
  await waitFor("all to be well", async () => (await health()).status === 200, RECOVERED_WITHIN_MS);
  await waitFor("quick reads", async () => (await dashboard()).ms < 2_000);

  // MongoDB frozen.
  await world.services.cache.invalidate(["clients", "incidents"]);
  proxies.mongodb.freezeAll();
  expect(await dashboard()).toMatchObject({ status: 200 });
  const again = await dashboard();
  expect(again.status).toBe(200);
  expect(again.ms).toBeLessThan(5_000);
  expect((await health()).status).toBe(503);
  proxies.mongodb.pass();
  await waitFor("MongoDB to be used again", async () => (await health()).status === 200, RECOVERED_WITHIN_MS);

  // Broken in the middle of requests.
  const statuses = await useThroughout(web.baseUrl, async () => {
    for (let round = 0; round < 5; round++) {
      await ask(`${web.baseUrl}/api/v1/clients`);
      proxies.mongodb.cut();
      proxies.redis.cut();
    }
    proxies.mongodb.refuse();
    await ask(`${web.baseUrl}/api/v1/clients?search=gone`);
    proxies.mongodb.pass();
    await waitFor(
      "MongoDB to be used again",
      async () => (await health()).status === 200,
      RECOVERED_WITHIN_MS,
    );
  });
  expect([...statuses.keys()].filter((status) => ![200, 202, 503].includes(status))).toEqual([]);
  expect(statuses.get(200)).toBeGreaterThan(0);
});
