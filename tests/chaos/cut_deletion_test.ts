/** A client that is said to be deleted has left nothing, wherever the connection broke before. */
import { expect } from "@std/expect";
import { handler as clientHandler } from "@/routes/api/v1/clients/[id].ts";
import { cutEverywhere, openDisturbedWorld } from "@/testing/every_cut.ts";
import { openTestWeb } from "@/testing/web.ts";
import type { World } from "@/testing/world.ts";

const NOW = "2026-03-31T12:00:00Z";
const BY_CLIENT = ["telemetry_messages", "usage_daily", "rollup_marks", "incidents", "outcomes", "notes"];
const BY_META = ["telemetry", "health_history"];

async function fullClient(world: World, externalId: string): Promise<string> {
  const { _id } = await world.createClient({ externalId, startedAt: new Date("2025-01-01") });
  const { intake, incidents, outcomes, notes } = world.services;
  await intake.receive([{ messageId: "1", clientId: _id, type: "login", ts: "2026-03-31T10:00:00Z" }]);
  await incidents.create({ clientId: _id, title: "Down", severity: "low", status: "open" });
  await outcomes.put(_id, { kind: "renewed", on: "2026-03-01", reason: null });
  await notes.create(_id, { text: "Called", author: "Dana" });
  await world.work();
  return _id;
}

/** The collections that still hold something of a client. */
async function leftovers(world: World, clientId: string): Promise<string[]> {
  const { db } = world.services.database;
  const filters = [
    ["clients", { _id: clientId }] as const,
    ...BY_CLIENT.map((name) => [name, { clientId }] as const),
    ...BY_META.map((name) => [name, { "meta.clientId": clientId }] as const),
  ];
  const found: string[] = [];
  for (const [name, filter] of filters) {
    if (await db.collection<{ _id: string }>(name).findOne({ ...filter })) found.push(name);
  }
  return found;
}

Deno.test("deletion: what is said to be gone is gone, and what was refused is finished or never was", async () => {
  await using disturbed = await openDisturbedWorld(NOW);
  const { world } = disturbed;
  await using web = openTestWeb(world, { "/api/v1/clients/:id": clientHandler });

  const commands = await cutEverywhere(disturbed, async (externalId) => {
    const id = await fullClient(world, externalId);
    expect(await leftovers(world, id)).toEqual(["clients", ...BY_CLIENT, ...BY_META]);
    let status = 0;
    return {
      async attempt() {
        const response = await web.send("DELETE", `/api/v1/clients/${id}`);
        await response.body?.cancel();
        status = response.status;
        // Who was not told, and asks again, may hear that there is no such client.
        expect([200, 404, 410, 503]).toContain(status);
        return status !== 503;
      },
      async whenTold() {
        expect(await leftovers(world, id)).toEqual(
          status === 200 ? [] : expect.not.arrayContaining(["clients"]),
        );
      },
      check: async () => expect(await leftovers(world, id)).toEqual([]),
    };
  });

  for (const name of ["clients", ...BY_CLIENT, ...BY_META]) expect(commands).toContain(`delete ${name}`);
});
