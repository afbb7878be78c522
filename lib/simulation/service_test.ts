import { expect } from "@std/expect";
import type { Client } from "@/lib/clients/schema.ts";
import type { Incident } from "@/lib/incidents/schema.ts";
import { createSimulationService } from "@/lib/simulation/create.ts";
import type { SimulationRun } from "@/lib/simulation/schema.ts";
import type { StoredEvent, UsageDay } from "@/lib/telemetry/schema.ts";
import { openWorld, type World } from "@/testing/world.ts";

const NOW = "2026-03-10T12:00:00Z";

function collection<Stored extends object>({ services }: World, name: string) {
  return services.database.db.collection<Stored>(name);
}

const eventsOf = (world: World, clientId: string) =>
  collection<StoredEvent>(world, "telemetry").find({ "meta.clientId": clientId }, { projection: { _id: 0 } })
    .sort({ messageId: 1 }).toArray();

const incidentsOf = (world: World, clientId: string) =>
  collection<Incident>(world, "incidents").find({ clientId }).sort({ _id: 1 }).toArray();

const runsOf = (world: World) => collection<SimulationRun>(world, "simulation_runs").find().toArray();

async function liveNews({ services: { redis, keys } }: World): Promise<Record<string, unknown>[]> {
  const entries = await redis.xrange(keys.liveStream(), "-", "+");
  return entries.flatMap(([, fields]) => fields[1] === "simulation" ? [JSON.parse(fields[5] ?? "{}")] : []);
}

Deno.test("a pulse gives every current client activity that is counted and carries the run", async () => {
  await using world = await openWorld(NOW);
  const { simulation } = world.services;
  const [first, second, gone] = [
    await world.createClient({ externalId: "a" }),
    await world.createClient({ externalId: "b", timezone: "Pacific/Apia" }),
    await world.createClient({
      externalId: "c",
      status: "churned",
      startedAt: new Date("2025-01-01T00:00:00Z"),
    }),
  ];

  const answer = await simulation.pulse({ seed: 7 });
  await world.work();

  const events = [...await eventsOf(world, first._id), ...await eventsOf(world, second._id)];
  expect(answer).toMatchObject({ seed: 7, clients: 2, events: events.length });
  expect(new Set(events.map(({ meta }) => meta.simulationRun))).toEqual(new Set([answer.runId]));
  expect(new Set(events.map(({ ts }) => ts.toISOString()))).toEqual(new Set(["2026-03-10T12:00:00.000Z"]));
  expect(await eventsOf(world, gone._id)).toEqual([]);
  // Noon in UTC is the next day in Samoa.
  const days = await collection<UsageDay>(world, "usage_daily").find().sort({ day: 1 }).toArray();
  expect(days.map(({ clientId, day }) => [clientId, day])).toEqual([
    [first._id, "2026-03-10"],
    [second._id, "2026-03-11"],
  ]);
  const calls = events.filter(({ meta }) => meta.clientId === first._id && meta.type === "api_call");
  expect(days[0]?.counts.api_call).toBe(calls.reduce((sum, { count }) => sum + count, 0));
  expect(await runsOf(world)).toEqual([{
    _id: answer.runId,
    kind: "pulse",
    startedAt: new Date(NOW),
    seed: 7,
    options: { intensity: "normal" },
    clientIds: null,
    counts: { clients: 2, events: events.length, incidents: 0 },
    finishedAt: new Date(NOW),
  }]);
});

Deno.test("the same seed gives the same activity again, and both pulses count", async () => {
  await using world = await openWorld(NOW);
  const { simulation } = world.services;
  const client = await world.createClient();
  const clientIds = [client._id, client._id];
  const once = await simulation.pulse({ seed: 3, clientIds });
  const twice = await simulation.pulse({ seed: 3, clientIds });
  expect(once.clients).toBe(1);
  const events = await eventsOf(world, client._id);
  const of = (runId: string) =>
    events.filter(({ meta }) => meta.simulationRun === runId)
      .map(({ meta, count, userId }) => ({ type: meta.type, count, userId }));
  expect(of(once.runId)).toEqual(of(twice.runId));
  expect(events.length).toBe(once.events + twice.events);
});

Deno.test("a pulse for a client that does not exist is refused, and nothing is done for the others", async () => {
  await using world = await openWorld(NOW);
  const client = await world.createClient();
  await expect(world.services.simulation.pulse({ clientIds: [client._id, "nobody"] })).rejects.toThrow(
    'No client has the id "nobody"',
  );
  expect(await eventsOf(world, client._id)).toEqual([]);
  expect(await runsOf(world)).toEqual([]);
});

Deno.test("an outage opens two criticals and a high one, and the score falls by what incidents can give", async () => {
  await using world = await openWorld(NOW);
  const { simulation, intake, health, stores } = world.services;
  const client = await world.createClient({ startedAt: new Date("2025-01-01T00:00:00Z") });
  // 4,500 of 5,000 calls and all 30 logins: 0.4 · 90 + 30 + 30 = 96, and 66 without the incident component.
  await intake.receive([
    { clientId: client._id, type: "api_call", count: 4_500 },
    { clientId: client._id, type: "login", count: 30 },
  ]);
  await world.work();
  expect((await stores.clients.find(client._id))?.health).toMatchObject({ score: 96, band: "healthy" });

  world.setNow("2026-03-10T12:01:00Z");
  const answer = await simulation.outage(`external:${client.externalId}`, { seed: 1 });
  world.setNow("2026-03-10T12:01:01Z");
  await health.scoreClients([client._id]);

  expect(answer).toMatchObject({ clientId: client._id, seed: 1, incidents: 3 });
  expect((await stores.clients.find(client._id))?.health).toMatchObject({ score: 66, band: "at_risk" });
  const incidents = await incidentsOf(world, client._id);
  expect(incidents.map(({ severity }) => severity).sort()).toEqual(["critical", "critical", "high"]);
  expect(new Set(incidents.map(({ simulationRun }) => simulationRun))).toEqual(new Set([answer.runId]));
  const single = await simulation.outage(client._id, { severity: "low" });
  expect(single.incidents).toBe(1);
  await expect(simulation.outage("nobody")).rejects.toThrow('No client has the id "nobody"');
});

Deno.test("the status tells how much simulated data there is, and viewers are told what happens", async () => {
  await using world = await openWorld(NOW);
  const { simulation } = world.services;
  const client = await world.createClient({ name: "Acme" });
  const none = { allowed: true, clients: 0, events: 0, incidents: 0, since: null, stream: null };
  expect(await simulation.status()).toEqual(none);

  const { events, runId } = await simulation.pulse();
  world.setNow("2026-03-10T12:01:00Z");
  await simulation.outage(client._id);
  expect(await simulation.status()).toEqual({
    allowed: true,
    clients: 1,
    events,
    incidents: 3,
    since: "2026-03-10T12:00:00.000Z",
    stream: null,
  });
  world.setNow("2026-03-10T12:02:00Z");
  await simulation.reset(client._id);
  expect(await simulation.status()).toEqual(none);

  const [pulse, outage, reset] = await liveNews(world);
  expect(pulse).toEqual({
    action: "pulse",
    runId,
    clientName: null,
    state: "done",
    clients: 1,
    events,
    incidents: 0,
    at: "2026-03-10T12:00:00.000Z",
  });
  expect(outage).toMatchObject({ action: "outage", clientId: client._id, clientName: "Acme", incidents: 3 });
  expect(reset).toMatchObject({ action: "reset", runId: null, clientName: "Acme", events, incidents: 3 });
});

Deno.test("a stream is one run of small pulses that ends when it is told to", async () => {
  await using world = await openWorld(NOW);
  const clients = new Map<string, Client>();
  for (const externalId of ["a", "b", "c", "d", "e"]) {
    const client = await world.createClient({ externalId });
    clients.set(client._id, client);
  }
  const end = new AbortController();
  const waits: number[] = [];
  const simulation = createSimulationService(world.services, {
    allowed: true,
    pause: (milliseconds) => Promise.resolve(void waits.push(milliseconds)),
  });

  const sums = [];
  for await (const sum of simulation.stream({ seed: 5 }, end.signal)) {
    sums.push(sum);
    if (sums.length === 4) end.abort();
  }

  const [run, ...others] = await runsOf(world);
  expect(others).toEqual([]);
  const last = sums.at(-1);
  expect(last).toEqual({ runId: run?._id, ...run?.counts });
  expect(run).toMatchObject({ kind: "stream", seed: 5, options: { intensity: "low" } });
  const stored = await collection<StoredEvent>(world, "telemetry").find().toArray();
  expect(stored.length).toBe(last?.events);
  expect(new Set(stored.map(({ meta }) => meta.clientId)).size).toBe(last?.clients);
  expect(new Set(stored.map(({ messageId, meta }) => `${meta.clientId} ${messageId}`)).size).toBe(
    stored.length,
  );
  expect(waits.every((milliseconds) => milliseconds >= 1_000 && milliseconds <= 2_000)).toBe(true);
  expect((await liveNews(world)).map(({ state }) => state)).toEqual([...Array(4).fill("running"), "done"]);
});

Deno.test("where simulation is not allowed all of it is refused", async () => {
  await using world = await openWorld(NOW);
  const client = await world.createClient();
  const simulation = createSimulationService(world.services, { allowed: false });
  const never = new AbortController().signal;
  for (
    const refused of [
      () => simulation.pulse(),
      () => simulation.outage(client._id),
      () => simulation.reset(client._id),
      () => simulation.resetAll(),
      () => simulation.stream({}, never).next(),
    ]
  ) {
    await expect(refused()).rejects.toThrow("Simulation is not allowed in this installation");
  }
  expect(await simulation.status()).toMatchObject({ allowed: false });
  expect(await runsOf(world)).toEqual([]);
});
