import { expect } from "@std/expect";
import { openWorld, type World } from "@/testing/world.ts";

const NOW = "2026-03-31T12:00:00Z";

async function daysWithLogins(world: World, id: string): Promise<Record<string, number>> {
  const { days } = await world.services.clientTime.usage(id, { days: 31, type: ["login"] });
  return Object.fromEntries(days.flatMap(({ day, counts }) => counts?.login ? [[day, counts.login]] : []));
}

Deno.test("another time zone moves every event to its new day, and days that are no more become empty", async () => {
  await using world = await openWorld(NOW);
  const { _id: id } = await world.createClient({ timezone: "Asia/Kolkata" });
  // 18:30 UTC is midnight in Kolkata.
  const times = [
    "2026-03-09T18:30:00Z",
    "2026-03-10T10:00:00Z",
    "2026-03-20T20:00:00Z",
    "2026-03-30T18:29:59Z",
  ];
  await world.services.intake.receive(times.map((ts) => ({ clientId: id, type: "login", ts })));
  await world.work();
  expect(await daysWithLogins(world, id)).toEqual({ "2026-03-10": 2, "2026-03-21": 1, "2026-03-30": 1 });
  await world.services.clients.change(id, { timezone: "UTC" });
  await world.work();
  const moved = { "2026-03-09": 1, "2026-03-10": 1, "2026-03-20": 1, "2026-03-30": 1 };
  expect(await daysWithLogins(world, id)).toEqual(moved);
  const client = await world.services.clients.get(id);
  await world.services.rollUp.rebuild(client);
  expect(await daysWithLogins(world, id)).toEqual(moved);
});

Deno.test("an event of a request that still knew the old zone is found by the second round", async () => {
  await using world = await openWorld(NOW);
  const { _id: id } = await world.createClient({ timezone: "Asia/Kolkata" });
  await world.services.clients.change(id, { timezone: "UTC" });
  const event = {
    ts: new Date("2026-03-25T19:00:00Z"),
    meta: { clientId: id, type: "login" },
    count: 1,
    messageId: "late",
    userId: null,
    receivedAt: new Date(NOW),
  };
  await world.services.intake.store([event], new Map([[id, "Asia/Kolkata"]]), new Date(NOW));
  await world.work();
  expect(await daysWithLogins(world, id)).toEqual({});
  world.setNow("2026-03-31T12:02:01Z");
  expect(await world.services.rezoning.finish()).toBe(1);
  await world.work();
  expect(await daysWithLogins(world, id)).toEqual({ "2026-03-25": 1 });
  expect(await world.services.rezoning.finish()).toBe(0);
});
