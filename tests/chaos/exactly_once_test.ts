/** Promise 1 of the write path, with real processes that are killed with SIGKILL at the worst moments. */
import { expect } from "@std/expect";
import { kill, startWeb, startWorker } from "@/testing/processes.ts";
import { waitFor } from "@/testing/wait.ts";
import { openWorld, type World } from "@/testing/world.ts";

const DAYS = 20;
const DAY_MS = 24 * 3_600_000;

/** 1,000 events over 20 days: 900 API calls and 100 logins. */
function thousandEvents(): Record<string, unknown>[] {
  const now = Date.now();
  return Array.from({ length: 1_000 }, (_, index) => ({
    messageId: `m-${index}`,
    externalId: "acme",
    type: index % 10 === 0 ? "login" : "api_call",
    ts: new Date(now - (index % DAYS) * DAY_MS).toISOString(),
  }));
}

async function post(baseUrl: string, events: unknown[]): Promise<{ accepted: number; duplicates: number }> {
  const response = await fetch(`${baseUrl}/api/v1/telemetry`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ events }),
  });
  expect(response.status).toBe(202);
  return await response.json();
}

async function totals(world: World, clientId: string): Promise<{ api_call: number; login: number }> {
  const days = await world.services.stores.usage.find([clientId], "0000-00-00", "9999-99-99");
  const sum = (type: string) => days.reduce((total, day) => total + (day.counts[type] ?? 0), 0);
  return { api_call: sum("api_call"), login: sum("login") };
}

const isClean = async (world: World) => (await world.services.stores.marks.findDirtyClients()).length === 0;

Deno.test("1,000 events sent twice, with the worker killed in between, count once; a rebuild changes nothing", async () => {
  await using world = await openWorld();
  const client = await world.createClient({ externalId: "acme" });
  await using web = await startWeb(world.config);
  const first = await startWorker(world.config);
  expect(await post(web.baseUrl, thousandEvents())).toMatchObject({ accepted: 1_000, duplicates: 0 });
  // Killed as soon as it has begun: some days are rolled up, the marks still stand.
  await waitFor("the first rolled-up day", async () => (await totals(world, client._id)).api_call > 0);
  await kill(first);
  expect(await post(web.baseUrl, thousandEvents())).toMatchObject({ accepted: 1_000, duplicates: 1_000 });
  await using _second = await startWorker(world.config);
  await waitFor("all days to be rolled up", () => isClean(world));
  expect(await totals(world, client._id)).toEqual({ api_call: 900, login: 100 });

  const usage = world.services.database.db.collection("usage_daily");
  const before = await usage.find().sort({ _id: 1 }).toArray();
  await world.services.rollUp.rebuild({ _id: client._id, externalId: "acme", timezone: "UTC" });
  expect(await usage.find().sort({ _id: 1 }).toArray()).toEqual(before);
});

Deno.test("a web process killed in the middle of a request loses nothing that was acknowledged", async () => {
  await using world = await openWorld();
  const client = await world.createClient({ externalId: "acme" });
  const events = thousandEvents();
  const web = await startWeb(world.config);
  const answer = post(web.baseUrl, events).catch(() => null);
  const raw = world.services.database.db.collection("telemetry");
  await waitFor("the first stored event", async () => await raw.findOne({ "meta.clientId": client._id }));
  await kill(web.child);
  await answer;
  await using again = await startWeb(world.config);
  await post(again.baseUrl, events);
  await using _worker = await startWorker(world.config);
  await waitFor("all days to be rolled up", () => isClean(world));
  expect(await totals(world, client._id)).toEqual({ api_call: 900, login: 100 });
});

Deno.test("two workers share the work and come to the same", async () => {
  await using world = await openWorld();
  const client = await world.createClient({ externalId: "acme" });
  await using web = await startWeb(world.config);
  await using _one = await startWorker(world.config);
  await using _two = await startWorker(world.config);
  const events = thousandEvents();
  await Promise.all(
    Array.from({ length: 10 }, (_, part) => post(web.baseUrl, events.slice(part * 100, part * 100 + 150))),
  );
  await waitFor("all days to be rolled up", () => isClean(world));
  expect(await totals(world, client._id)).toEqual({ api_call: 900, login: 100 });
});
