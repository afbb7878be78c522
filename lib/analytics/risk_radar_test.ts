import { expect } from "@std/expect";
import { openWorld, type World } from "@/testing/world.ts";

const NOW = "2026-03-31T12:00:00Z";

/** A client whose score follows from its logins alone: calls 0, nothing open: 0.3 · logins / 30 · 100 + 30. */
async function addScored(world: World, name: string, logins: number, overrides = {}): Promise<void> {
  const externalId = `id-${name}`;
  await world.createClient({ name, externalId, startedAt: new Date("2025-01-01T00:00:00Z"), ...overrides });
  await world.services.intake.receive([
    { messageId: `${name}-1`, externalId, type: "login", ts: "2026-03-31T10:00:00Z", count: logins },
    { messageId: `${name}-2`, externalId, type: "api_call", ts: "2025-06-01T10:00:00Z" },
  ]);
  await world.work();
}

Deno.test("the radar lists clients at risk page by page: by score, then name; the total counts all pages", async () => {
  await using world = await openWorld(NOW);
  await addScored(world, "zinc", 5);
  await addScored(world, "Birch", 15);
  await addScored(world, "Älm", 15);
  await addScored(world, "gone", 1, { status: "churned" });
  const names = async (page: number) => {
    const { value } = await world.services.analytics.riskRadar(page, 2);
    return [value.rows.map(({ name, score }) => [name, score]), value.total];
  };
  expect(await names(1)).toEqual([[["zinc", 35], ["Älm", 45]], 3]);
  expect(await names(2)).toEqual([[["Birch", 45]], 3]);
  expect(await names(3)).toEqual([[], 3]);
});
