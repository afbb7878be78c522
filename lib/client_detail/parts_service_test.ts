import { expect } from "@std/expect";
import { healthHistorySchema, heatmapSchema, usageSchema } from "@/lib/client_detail/time_view.ts";
import { openWorld } from "@/testing/world.ts";

Deno.test("the parts of a page are read once for all viewers, and anew when the score has moved", async () => {
  await using world = await openWorld("2026-03-31T12:00:00Z");
  const { clientParts, intake } = world.services;
  const { _id: id } = await world.createClient({ startedAt: new Date("2025-01-01T00:00:00Z") });
  const first = await clientParts.read(id, 30);
  expect(first.from).toBe("computed");
  expect(usageSchema.parse(first.value.usage)).toEqual(first.value.usage);
  expect(heatmapSchema.parse(first.value.heatmap)).toEqual(first.value.heatmap);
  expect(healthHistorySchema.parse(first.value.history)).toEqual(first.value.history);
  expect([first.value.usage, first.value.heatmap, first.value.history].map(({ days }) => days.length))
    .toEqual([30, 365, 90]);
  expect((await clientParts.read(id, 30)).from).toBe("cache");
  expect((await clientParts.read(id, 7)).value.usage.days).toHaveLength(7);

  await intake.receive([{ clientId: id, type: "login", ts: "2026-03-31T10:00:00Z", count: 3 }]);
  await world.work();
  const later = await clientParts.read(id, 30);
  expect(later.from).toBe("computed");
  expect(later.value.heatmap.days.at(-1)).toEqual({ day: "2026-03-31", logins: 3, level: 1 });
});
