import { expect } from "@std/expect";
import { clientContentsSchema } from "@/lib/clients/view.ts";
import { handler as client } from "@/routes/api/v1/clients/[id].ts";
import { handler as contents } from "@/routes/api/v1/clients/[id]/contents.ts";
import { handler as incidents } from "@/routes/api/v1/incidents/index.ts";
import { handler as telemetry } from "@/routes/api/v1/telemetry.ts";
import { jsonOf, openTestWeb } from "@/testing/web.ts";
import { openWorld } from "@/testing/world.ts";

Deno.test("GET /clients/:id/contents counts what a deletion then takes along", async () => {
  await using world = await openWorld("2026-03-31T12:00:00Z");
  await using web = openTestWeb(world, {
    "/api/v1/clients/:id": client,
    "/api/v1/clients/:id/contents": contents,
    "/api/v1/incidents": incidents,
    "/api/v1/telemetry": telemetry,
  });
  const { _id } = await world.createClient({ name: "Acme", externalId: "acme" });
  const events = ["2026-03-29", "2026-03-30", "2026-03-30"].map((day, index) => ({
    messageId: `${index}`,
    externalId: "acme",
    type: "login",
    ts: `${day}T10:00:00Z`,
  }));
  expect((await web.send("POST", "/api/v1/telemetry", { body: { events } })).status).toBe(202);
  await web.send("POST", "/api/v1/incidents", {
    body: { clientExternalId: "acme", title: "Down", severity: "low" },
  });
  await world.work();

  const counted = await jsonOf(
    await web.send("GET", "/api/v1/clients/external:acme/contents"),
    clientContentsSchema,
  );
  expect(counted).toMatchObject({ clientId: _id, name: "Acme", version: 1 });
  expect(counted.contents).toMatchObject({ events: 3, days: 2, incidents: 1, outcomes: 0 });

  const deleted = await web.send("DELETE", `/api/v1/clients/${_id}`, { headers: { "if-match": '"1-0"' } });
  expect(await deleted.json()).toEqual({ clientId: _id, removed: counted.contents });
  expect((await web.send("GET", `/api/v1/clients/${_id}/contents`)).status).toBe(410);
});
