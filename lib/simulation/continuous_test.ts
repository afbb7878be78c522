import { expect } from "@std/expect";
import { createSimulationService } from "@/lib/simulation/create.ts";
import type { SimulationRun } from "@/lib/simulation/schema.ts";
import { openWorld, type World } from "@/testing/world.ts";

const NOW = "2026-03-10T12:00:00Z";
const LOW = { running: true, intensity: "low" } as const;
const OFF = { running: false, intensity: "low" } as const;

const runsOf = ({ services }: World) =>
  services.database.db.collection<SimulationRun>("simulation_runs").find().sort({ startedAt: 1 }).toArray();

const scheduled = ({ services }: World) => services.queues.simulation.getJobSchedulersCount();

Deno.test("continuous activity pulses a few clients as one run, until it is stopped", async () => {
  await using world = await openWorld(NOW);
  const { simulation } = world.services;
  for (const externalId of ["a", "b", "c", "d", "e"]) await world.createClient({ externalId });

  const started = await simulation.setStream(LOW);
  expect(started.stream).toMatchObject({
    intensity: "low",
    startedAt: "2026-03-10T12:00:00.000Z",
    endsAt: "2026-03-10T12:30:00.000Z",
    clients: 0,
    events: 0,
  });
  expect(await scheduled(world)).toBe(1);
  for (let pulse = 0; pulse < 4; pulse++) await simulation.pulseStream();

  const during = await simulation.status();
  const [run, ...others] = await runsOf(world);
  expect(others).toEqual([]);
  expect(run).toMatchObject({ _id: during.stream?.runId, kind: "stream", options: { intensity: "low" } });
  const { clients, events } = during.stream ?? { clients: 0, events: 0 };
  expect(run?.counts).toEqual({ clients, events, incidents: 0 });
  expect(await world.services.database.db.collection("telemetry").countDocuments()).toBe(events);
  expect({ clients: during.clients, events: during.events }).toEqual({ clients, events });

  const stopped = await simulation.setStream(OFF);
  expect(stopped.stream).toBe(null);
  expect(await scheduled(world)).toBe(0);
  await simulation.pulseStream();
  expect((await simulation.status()).events).toBe(events);
  expect((await simulation.log()).map(({ action, state, events }) => ({ action, state, events }))).toEqual([
    { action: "stream", state: "done", events },
  ]);
});

Deno.test("asked for again it goes on with its full time, and it ends by itself", async () => {
  await using world = await openWorld(NOW);
  const { simulation } = world.services;
  await world.createClient();
  const first = await simulation.setStream(LOW);
  world.setNow("2026-03-10T12:20:00Z");
  const second = await simulation.setStream({ running: true, intensity: "high" });
  expect(second.stream).toMatchObject({
    runId: first.stream?.runId,
    intensity: "high",
    endsAt: "2026-03-10T12:50:00.000Z",
  });
  expect(await scheduled(world)).toBe(1);

  world.setNow("2026-03-10T12:50:00Z");
  expect((await simulation.status()).stream).toBe(null);
  await simulation.pulseStream();
  expect(await scheduled(world)).toBe(0);
  expect((await simulation.log())[0]).toMatchObject({ action: "stream", state: "done", events: 0 });

  const third = await simulation.setStream(LOW);
  expect(third.stream?.runId).not.toBe(first.stream?.runId);
  await simulation.setStream(OFF);
});

Deno.test("two that start it at once start one", async () => {
  await using world = await openWorld(NOW);
  const { simulation } = world.services;
  const [one, other] = await Promise.all([simulation.setStream(LOW), simulation.setStream(LOW)]);
  expect(one.stream?.runId).toBe(other.stream?.runId);
  expect(await scheduled(world)).toBe(1);
});

Deno.test("a pulse that the end overtakes is counted too", async () => {
  await using world = await openWorld(NOW);
  const { simulation } = world.services;
  await world.createClient();
  await simulation.setStream(LOW);
  await Promise.all([simulation.pulseStream(), simulation.setStream(OFF)]);
  const { events } = await simulation.status();
  const [run] = await runsOf(world);
  expect(run?.counts.events).toBe(events);
  const [entry] = await simulation.log();
  expect(entry).toMatchObject({ action: "stream", state: "done", events });
});

Deno.test("removing everything simulated ends it first", async () => {
  await using world = await openWorld(NOW);
  const { simulation } = world.services;
  await world.createClient();
  await simulation.setStream(LOW);
  await simulation.pulseStream();
  expect((await simulation.status()).clients).toBe(1);

  expect(await simulation.resetAll()).toMatchObject({ clients: 1, incidents: 0, days: 1 });
  await simulation.pulseStream();

  expect(await simulation.status()).toMatchObject({ clients: 0, events: 0, stream: null });
  const [reset, stream] = (await simulation.log()).sort((a, b) => a.action < b.action ? -1 : 1);
  expect(reset).toMatchObject({ action: "reset", state: "done", clientName: null, clients: 1 });
  expect(stream).toMatchObject({ action: "stream", state: "done" });
});

Deno.test("a schedule that Redis lost is set again", async () => {
  await using world = await openWorld(NOW);
  const { simulation, queues } = world.services;
  await simulation.resumeStream();
  expect(await scheduled(world)).toBe(0);
  await simulation.setStream(LOW);
  await queues.simulation.obliterate({ force: true });
  expect(await scheduled(world)).toBe(0);
  await simulation.resumeStream();
  expect(await scheduled(world)).toBe(1);
});

Deno.test("where simulation is not allowed it cannot start, and what runs ends with the next pulse", async () => {
  await using world = await openWorld(NOW);
  await world.createClient();
  await world.services.simulation.setStream(LOW);
  const forbidden = createSimulationService(world.services, { allowed: false });
  await expect(forbidden.setStream(LOW)).rejects.toThrow("Simulation is not allowed in this installation");
  await forbidden.pulseStream();
  expect(await forbidden.status()).toMatchObject({ allowed: false, events: 0, stream: null });
  expect(await scheduled(world)).toBe(0);
});

Deno.test("the log forgets a client with the client", async () => {
  await using world = await openWorld(NOW);
  const { simulation, stores } = world.services;
  const client = await world.createClient({ name: "Acme" });
  const { runId } = await simulation.outage(client._id, { severity: "low" });
  expect(await simulation.log()).toEqual([{
    action: "outage",
    runId,
    clientId: client._id,
    clientName: "Acme",
    state: "done",
    clients: 1,
    events: 0,
    incidents: 1,
    at: "2026-03-10T12:00:00.000Z",
  }]);
  await stores.simulation.removeClient(client._id);
  expect(await simulation.log()).toEqual([]);
});
