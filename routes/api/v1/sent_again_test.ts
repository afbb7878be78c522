/** What the API gives goes in again and changes nothing: each line of a stream, by its fields that can be sent. */
import { expect } from "@std/expect";
import { clientReplacementSchema } from "@/lib/clients/schema.ts";
import { incidentChangeSchema } from "@/lib/incidents/schema.ts";
import { outcomeInputSchema } from "@/lib/outcomes/schema.ts";
import { handler as clients } from "@/routes/api/v1/clients/index.ts";
import { handler as client } from "@/routes/api/v1/clients/[id].ts";
import { handler as outcome } from "@/routes/api/v1/clients/[id]/outcome.ts";
import { handler as outcomes } from "@/routes/api/v1/clients/[id]/outcomes.ts";
import { handler as incidents } from "@/routes/api/v1/incidents/index.ts";
import { handler as incident } from "@/routes/api/v1/incidents/[id].ts";
import { openTestWeb, type TestWeb } from "@/testing/web.ts";
import { openWorld } from "@/testing/world.ts";

const API = "/api/v1";

type Line = Record<string, unknown>;

async function linesOf(web: TestWeb, path: string): Promise<Line[]> {
  const response = await web.send("GET", `${API}${path}`, { headers: { accept: "application/x-ndjson" } });
  return (await response.text()).trim().split("\n").map((line) => JSON.parse(line));
}

/** Null is not sent where a field may only be left out. */
function fieldsOf(line: Line, { shape }: { shape: object }): Line {
  return Object.fromEntries(
    Object.keys(shape).flatMap((name) => line[name] === null ? [] : [[name, line[name]]]),
  );
}

Deno.test("clients, incidents and outcomes that are sent as they were read stay as they are", async () => {
  await using world = await openWorld("2026-11-25T12:00:00Z");
  await using web = openTestWeb(world, {
    [`${API}/clients`]: clients,
    [`${API}/clients/:id`]: client,
    [`${API}/clients/:id/outcome`]: outcome,
    [`${API}/clients/:id/outcomes`]: outcomes,
    [`${API}/incidents`]: incidents,
    [`${API}/incidents/:id`]: incident,
  });
  await world.createClient({
    externalId: "acme",
    name: "=Acme",
    startedAt: new Date("2026-02-03T04:05:06Z"),
  });
  const gone = await world.createClient({ name: "Umbra", startedAt: new Date("2026-02-03T04:05:06Z") });
  const left = { kind: "churned", on: "2026-10-01", reason: "Bought" };
  expect((await web.send("PUT", `${API}/clients/${gone._id}/outcome`, { body: left })).status).toBe(201);
  for (const status of ["open", "resolved"]) {
    const body = { clientExternalId: "acme", externalId: status, title: "Down", severity: "low", status };
    expect((await web.send("POST", `${API}/incidents`, { body })).status).toBe(201);
  }
  const read = async () => [
    await linesOf(web, "/clients"),
    await linesOf(web, "/incidents"),
    await (await web.send("GET", `${API}/clients/${gone._id}/outcomes`)).json(),
  ];
  const before = await read();
  world.setNow("2026-11-26T12:00:00Z");
  for (const line of await linesOf(web, "/clients")) {
    const body = fieldsOf(line, clientReplacementSchema);
    expect((await web.send("PUT", `${API}/clients/${line.id}`, { body })).status).toBe(200);
  }
  for (const line of await linesOf(web, "/incidents")) {
    const body = fieldsOf(line, incidentChangeSchema);
    expect((await web.send("PATCH", `${API}/incidents/${line.id}`, { body })).status).toBe(200);
  }
  const { outcomes: [known] } = await (await web.send("GET", `${API}/clients/${gone._id}/outcomes`)).json();
  const body = fieldsOf(known, outcomeInputSchema);
  expect((await web.send("PUT", `${API}/clients/${gone._id}/outcome`, { body })).status).toBe(200);
  expect(await read()).toEqual(before);
});
