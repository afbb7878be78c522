import { expect } from "@std/expect";
import type { Document } from "mongodb";
import type { ApiHandler } from "@/lib/http/api_handler.ts";
import { handler as clients } from "@/routes/api/v1/clients/index.ts";
import { handler as notes } from "@/routes/api/v1/clients/[id]/notes/index.ts";
import { handler as incidents } from "@/routes/api/v1/incidents/index.ts";
import { handler as call } from "@/routes/api/v1/segment/[call].ts";
import { handler as outage } from "@/routes/api/v1/simulate/outage/[id].ts";
import { handler as pulse } from "@/routes/api/v1/simulate/pulse.ts";
import { handler as resetAll } from "@/routes/api/v1/simulate/reset-all.ts";
import { handler as reset } from "@/routes/api/v1/simulate/reset-health/[id].ts";
import { handler as telemetry } from "@/routes/api/v1/telemetry.ts";
import { basic, withWriteKeys } from "@/testing/segment.ts";
import { waitFor } from "@/testing/wait.ts";
import { openTestWeb, type TestWeb } from "@/testing/web.ts";
import { openProxies, openWorld, type Proxies, type World } from "@/testing/world.ts";

/** Later than now: the database itself takes away what has expired. */
const NOW = "2036-03-31T12:00:00Z";
/** When a claim of `NOW` counts as that of a process that died. */
const TAKEN_OVER = "2036-03-31T12:01:01Z";

const ROUTES = {
  "/api/v1/clients": clients,
  "/api/v1/clients/:id/notes": notes,
  "/api/v1/incidents": incidents,
  "/api/v1/segment/:call": call,
  "/api/v1/simulate/outage/:id": outage,
  "/api/v1/simulate/pulse": pulse,
  "/api/v1/simulate/reset-all": resetAll,
  "/api/v1/simulate/reset-health/:id": reset,
  "/api/v1/telemetry": telemetry,
} as Record<string, ApiHandler>;

const MADE = [
  "clients",
  "incidents",
  "notes",
  "simulation_clients",
  "simulation_runs",
  "telemetry_messages",
  "parked_events",
];

/** All that requests make, but for what counts how often they came. */
async function made({ services }: World): Promise<Record<string, Document[]>> {
  const found: Record<string, Document[]> = {};
  for (const name of MADE) {
    const projection = { touched: 0, causes: 0, finishedAt: 0, receivedAt: 0, health: 0 };
    found[name] = await services.database.db.collection(name).find({}, { projection }).sort({ _id: 1 })
      .toArray();
  }
  return found;
}

/** What may be sent with a key, given a client. */
const requestsFor = (id: string): [name: string, path: string, body: object, other: object][] => [
  ["client", "/clients", { name: "New" }, { name: "Other" }],
  ["client with an externalId", "/clients", { name: "Named", externalId: "n" }, {
    name: "N",
    externalId: "n",
  }],
  ["note", `/clients/${id}/notes`, { text: "Called" }, { text: "Mailed" }],
  ["incident", "/incidents", { clientId: id, title: "Down", severity: "low" }, {
    clientId: id,
    title: "Up",
    severity: "low",
  }],
  ["incident with an externalId", "/incidents", {
    clientId: id,
    title: "Down",
    severity: "low",
    externalId: "i",
  }, { clientId: id, title: "Up", severity: "low", externalId: "i" }],
  ["pulse", "/simulate/pulse", { clientIds: [id] }, { clientIds: [id], intensity: "high" }],
  ["outage", `/simulate/outage/${id}`, {}, { severity: "low" }],
];

async function post(web: TestWeb, path: string, key: string, body: object) {
  const headers = { "idempotency-key": key, authorization: basic("w") };
  const response = await web.send("POST", `/api/v1${path}`, { body, headers });
  return {
    status: response.status,
    location: response.headers.get("location"),
    body: await response.json() as unknown,
  };
}

/** Ends the fault, and waits until the database is known to be there again: writes are refused before. */
async function heal({ mongodb }: Proxies, { services }: World): Promise<void> {
  mongodb.pass();
  await waitFor("the database to be seen again", () => Promise.resolve(!services.database.presence.away));
}

Deno.test("whatever a POST makes is made once when its process dies before it has kept its answer", async () => {
  await using proxies = openProxies();
  await using world = await openWorld(NOW, proxies.config);
  await using web = openTestWeb(world, ROUTES);
  const { _id: id } = await world.createClient({ startedAt: new Date("2025-01-01") });
  for (const [name, path, body, other] of requestsFor(id)) {
    world.setNow(NOW);
    const lost = proxies.mongodb.cutAt({ command: "update", target: "idempotency_keys" }, { when: "before" });
    const first = await post(web, path, name, body);
    expect([name, first.status < 300, lost.hits > 0]).toEqual([name, true, true]);
    await heal(proxies, world);
    const before = await made(world);
    expect([name, (await post(web, path, name, body)).status]).toEqual([name, 409]);
    world.setNow(TAKEN_OVER);
    expect([name, (await post(web, path, name, other)).status]).toEqual([name, 422]);
    expect([name, await post(web, path, name, body)]).toEqual([name, first]);
    expect([name, await made(world)]).toEqual([name, before]);
    expect([name, await post(web, path, name, body)]).toEqual([name, first]);
  }
});

Deno.test("a reset that is done again under the same key answers what it took the first time", async () => {
  await using proxies = openProxies();
  await using world = await openWorld(NOW, proxies.config);
  await using web = openTestWeb(world, ROUTES);
  const { _id: id } = await world.createClient({ startedAt: new Date("2025-01-01") });
  for (const path of [`/simulate/reset-health/${id}`, "/simulate/reset-all"]) {
    world.setNow(NOW);
    await world.services.simulation.outage(id);
    proxies.mongodb.cutAt({ command: "update", target: "idempotency_keys" }, { when: "before" });
    const first = await post(web, path, path, {});
    expect(first).toMatchObject({ status: 200, body: { incidents: 3 } });
    await heal(proxies, world);
    world.setNow(TAKEN_OVER);
    expect(await post(web, path, path, {})).toEqual(first);
  }
});

Deno.test("a run that died half-way is done to its end by the same key, and counts once", async () => {
  await using proxies = openProxies();
  await using world = await openWorld(NOW, proxies.config);
  await using web = openTestWeb(world, ROUTES);
  const { _id: id } = await world.createClient({ startedAt: new Date("2025-01-01") });
  // The incidents are stored, and nobody hears of it.
  const lost = proxies.mongodb.cutAt({ command: "insert", target: "incidents" }, { when: "after" });
  expect((await post(web, `/simulate/outage/${id}`, "k", {})).status).toBe(503);
  expect(lost.hits).toBeGreaterThan(0);
  await heal(proxies, world);
  // It failed and was not refused: the same request may be sent again at once, another one may not.
  expect((await post(web, `/simulate/outage/${id}`, "k", { severity: "low" })).status).toBe(422);
  expect(await post(web, `/simulate/outage/${id}`, "k", {})).toMatchObject({
    status: 200,
    body: { incidents: 3 },
  });
  const { incidents } = await made(world);
  expect(incidents?.map(({ severity }) => severity).sort()).toEqual(["critical", "critical", "high"]);
  expect(await world.services.simulation.statusOf(id)).toMatchObject({ events: 0, incidents: 3 });
});

Deno.test("telemetry and Segment's calls sent again with their key count once, whatever broke in between", async () => {
  await using proxies = openProxies();
  await using world = await openWorld(NOW, proxies.config);
  await using web = openTestWeb(withWriteKeys(world, ["w"]), ROUTES);
  const { _id: clientId } = await world.createClient({ externalId: "acme" });
  const requests: [path: string, body: object][] = [
    ["/telemetry", { events: [{ clientId, type: "login" }, { externalId: "unknown", type: "login" }] }],
    ["/segment/track", { event: "Signed In", userId: "u", context: { groupId: "acme" } }],
  ];
  for (const [path, body] of requests) {
    proxies.mongodb.cutAt({ command: "update", target: "rollup_marks" }, { when: "before", times: 2 });
    await post(web, path, path, body);
    await heal(proxies, world);
    expect((await post(web, path, path, body)).status).toBe(202);
    expect((await post(web, path, path, body)).status).toBe(202);
  }
  const { telemetry_messages: messages, parked_events: parked } = await made(world);
  expect([messages?.length, parked?.length]).toEqual([2, 1]);
});

Deno.test("what was answered about a client goes with it, and a key that made it makes no second one", async () => {
  await using world = await openWorld(NOW);
  await using web = openTestWeb(world, ROUTES);
  const first = await post(web, "/clients", "k", { name: "Acme" });
  await world.services.removal.remove((first.body as { id: string }).id);
  const again = await post(web, "/clients", "k", { name: "Acme" });
  expect(again).toMatchObject({
    status: 409,
    body: {
      detail: "What was made with this Idempotency-Key was deleted since; a new request needs a new key",
    },
  });
  expect((await made(world)).clients).toEqual([]);
});
