import { expect } from "@std/expect";
import { putClients } from "@/lib/clients/put_clients.ts";
import { newClientSchema } from "@/lib/clients/schema.ts";
import { openWorld } from "@/testing/world.ts";

const input = (externalId: string, fields: { name: string; mrr?: number; owner?: string }) => ({
  externalId,
  fields: newClientSchema.parse({ externalId, ...fields }),
  mapped: ["name", "mrr"] as const,
  days: [],
});

Deno.test("clients are created, changed in what is mapped, and left alone when nothing differs", async () => {
  await using world = await openWorld("2026-11-25T12:00:00Z");
  const parts = { store: world.services.stores.clients, clock: world.services.clock };
  await putClients([input("a", { name: "Acme", owner: "Dana" }), input("b", { name: "Bolt" })], parts);

  world.setNow("2026-11-26T12:00:00Z");
  const put = await putClients([
    input("a", { name: "Ácme Corp", owner: "Someone else" }),
    input("b", { name: "Bolt" }),
    input("c", { name: "Coil" }),
  ], parts);
  expect(put.created.map(({ externalId }) => externalId)).toEqual(["c"]);
  expect(put.changed.map(({ before, after }) => [before.name, after.name])).toEqual([["Acme", "Ácme Corp"]]);
  expect(put.unchanged.map(({ externalId }) => externalId)).toEqual(["b"]);

  const a = await parts.store.findByExternalId("a");
  expect(a).toMatchObject({ name: "Ácme Corp", foldedName: "acme corp", owner: "Dana", version: 2 });
  expect(a?.updatedAt).toEqual(new Date("2026-11-26T12:00:00Z"));
  const b = await parts.store.findByExternalId("b");
  expect([b?.version, b?.updatedAt]).toEqual([1, new Date("2026-11-25T12:00:00Z")]);
});
