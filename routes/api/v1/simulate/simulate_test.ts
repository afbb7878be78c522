import { expect } from "@std/expect";
import { problemSchema } from "@/lib/http/problem.ts";
import { createSimulationService } from "@/lib/simulation/create.ts";
import {
  clientSimulationSchema,
  outageAnswerSchema,
  pulseAnswerSchema,
  resetAllAnswerSchema,
  resetAnswerSchema,
  simulationStatusSchema,
} from "@/lib/simulation/schema.ts";
import { handler as clientStatus } from "@/routes/api/v1/simulate/clients/[id].ts";
import { handler as status } from "@/routes/api/v1/simulate/index.ts";
import { handler as log } from "@/routes/api/v1/simulate/log.ts";
import { handler as outage } from "@/routes/api/v1/simulate/outage/[id].ts";
import { handler as pulse } from "@/routes/api/v1/simulate/pulse.ts";
import { handler as resetAll } from "@/routes/api/v1/simulate/reset-all.ts";
import { handler as reset } from "@/routes/api/v1/simulate/reset-health/[id].ts";
import { handler as stream } from "@/routes/api/v1/simulate/stream.ts";
import { jsonOf, openTestWeb, type TestWeb } from "@/testing/web.ts";
import { openWorld, type World } from "@/testing/world.ts";

const PATH = "/api/v1/simulate";
const ROUTES = {
  [PATH]: status,
  [`${PATH}/clients/:id`]: clientStatus,
  [`${PATH}/log`]: log,
  [`${PATH}/stream`]: stream,
  [`${PATH}/reset-all`]: resetAll,
  [`${PATH}/pulse`]: pulse,
  [`${PATH}/outage/:id`]: outage,
  [`${PATH}/reset-health/:id`]: reset,
};

async function withWeb(test: (web: TestWeb, world: World) => Promise<void>): Promise<void> {
  await using world = await openWorld("2026-03-31T12:00:00Z");
  await using web = openTestWeb(world, ROUTES);
  await test(web, world);
}

Deno.test("pulse, outage and reset answer with what they did; a body may be left out", () =>
  withWeb(async (web, world) => {
    const client = await world.createClient({ externalId: "acme/eu" });

    const pulsed = await web.send("POST", `${PATH}/pulse`);
    expect(pulsed.status).toBe(200);
    const { events, clients } = await jsonOf(pulsed, pulseAnswerSchema);
    expect(clients).toBe(1);

    const failed = await web.send("POST", `${PATH}/outage/external:acme%2Feu`, { body: { severity: "low" } });
    expect(failed.status).toBe(200);
    expect(await jsonOf(failed, outageAnswerSchema)).toMatchObject({ clientId: client._id, incidents: 1 });

    const undone = await web.send("POST", `${PATH}/reset-health/${client._id}`, { body: {} });
    expect(undone.status).toBe(200);
    const expected = { clientId: client._id, events, incidents: 1, days: 1 };
    expect(await jsonOf(undone, resetAnswerSchema)).toEqual(expected);
  }));

Deno.test("status, log and continuous activity are answered, and all of it is taken away at once", () =>
  withWeb(async (web, world) => {
    await world.createClient();
    const on = await web.send("POST", `${PATH}/stream`, { body: { running: true } });
    expect(on.status).toBe(200);
    expect((await jsonOf(on, simulationStatusSchema)).stream).toMatchObject({ intensity: "low", events: 0 });
    const { events } = await jsonOf(await web.send("POST", `${PATH}/pulse`), pulseAnswerSchema);

    const read = await web.send("GET", PATH);
    expect(await jsonOf(read, simulationStatusSchema)).toMatchObject({ allowed: true, clients: 1, events });
    const again = await web.send("GET", PATH, {
      headers: { "if-none-match": read.headers.get("etag") ?? "" },
    });
    expect(again.status).toBe(304);

    const removed = await web.send("POST", `${PATH}/reset-all`);
    const expected = { clients: 1, events, incidents: 0, days: 1 };
    expect(await jsonOf(removed, resetAllAnswerSchema)).toEqual(expected);
    const after = await jsonOf(await web.send("GET", PATH), simulationStatusSchema);
    expect(after).toMatchObject({ clients: 0, stream: null });
    const { entries } = await (await web.send("GET", `${PATH}/log`)).json();
    expect(entries.map(({ action }: { action: string }) => action).sort()).toEqual([
      "pulse",
      "reset",
      "stream",
    ]);
  }));

Deno.test("the same Idempotency-Key pulses once", () =>
  withWeb(async (web, world) => {
    await world.createClient();
    const options = { body: { seed: 1 }, headers: { "idempotency-key": "pulse-1" } };
    const first = await jsonOf(await web.send("POST", `${PATH}/pulse`, options), pulseAnswerSchema);
    const second = await jsonOf(await web.send("POST", `${PATH}/pulse`, options), pulseAnswerSchema);
    expect(second).toEqual(first);
    expect(await world.services.simulation.status()).toMatchObject({ events: first.events });
  }));

Deno.test("what is not understood is refused with a pointer to it, and other methods with what is allowed", () =>
  withWeb(async (web, world) => {
    const client = await world.createClient();
    const refused: [path: string, body: unknown, pointer: string][] = [
      ["pulse", { intensity: "huge" }, "/intensity"],
      ["pulse", { seed: -1 }, "/seed"],
      ["pulse", { speed: 3 }, "/speed"],
      ["pulse", { clientIds: [] }, "/clientIds"],
      [`outage/${client._id}`, { severity: "fatal" }, "/severity"],
      [`reset-health/${client._id}`, { all: true }, "/all"],
      ["reset-all", { days: 1 }, "/days"],
      ["stream", { running: "yes" }, "/running"],
    ];
    for (const [path, body, pointer] of refused) {
      const response = await web.send("POST", `${PATH}/${path}`, { body });
      expect(response.status).toBe(422);
      const { errors } = await jsonOf(response, problemSchema);
      expect(errors?.map((error) => error.pointer)).toEqual([pointer]);
    }
    expect((await web.send("POST", `${PATH}/outage/nobody`)).status).toBe(404);
    expect((await web.send("POST", `${PATH}/reset-health/external:nobody`)).status).toBe(404);
    expect((await web.send("POST", `${PATH}/pulse?intensity=low`)).status).toBe(400);
    const got = await web.send("GET", `${PATH}/pulse`);
    expect([got.status, got.headers.get("allow")]).toEqual([405, "POST, OPTIONS"]);
  }));

Deno.test("403 where simulation is not allowed", async () => {
  await using world = await openWorld();
  const client = await world.createClient();
  const simulation = createSimulationService(world.services, { allowed: false });
  await using web = openTestWeb({ ...world, services: { ...world.services, simulation } }, ROUTES);
  const refused = ["pulse", `outage/${client._id}`, `reset-health/${client._id}`, "reset-all", "stream"];
  for (const path of refused) {
    const body = path === "stream" ? { running: true } : {};
    const response = await web.send("POST", `${PATH}/${path}`, { body });
    expect(response.status).toBe(403);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  }
});

Deno.test("the simulated data of one client is counted, and none is left after its reset", () =>
  withWeb(async (web, world) => {
    const { _id: clientId } = await world.createClient({ externalId: "acme" });
    await world.createClient({ externalId: "globex" });
    const countedOf = async (id: string) => {
      const response = await web.send("GET", `${PATH}/clients/${id}`);
      expect(response.status).toBe(200);
      return await jsonOf(response, clientSimulationSchema);
    };
    const none = { clientId, allowed: true, events: 0, incidents: 0, since: null };
    expect(await countedOf("external:acme")).toEqual(none);
    const pulsed = await web.send("POST", `${PATH}/pulse`, { body: { clientIds: [clientId] } });
    const { events } = await jsonOf(pulsed, pulseAnswerSchema);
    await web.send("POST", `${PATH}/outage/${clientId}`);
    expect(await countedOf(clientId)).toEqual({
      ...none,
      events,
      incidents: 3,
      since: "2026-03-31T12:00:00.000Z",
    });
    expect(await countedOf("external:globex")).toMatchObject({ events: 0, incidents: 0 });
    await web.send("POST", `${PATH}/reset-health/${clientId}`);
    expect(await countedOf(clientId)).toEqual(none);
    expect((await web.send("GET", `${PATH}/clients/nobody`)).status).toBe(404);
  }));
