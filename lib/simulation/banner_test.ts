import { expect } from "@std/expect";
import { readBannerState } from "@/lib/simulation/banner.ts";
import { openWorld } from "@/testing/world.ts";

Deno.test("a page knows of simulated data, and does not wait or fail where that cannot be learnt", async () => {
  await using world = await openWorld("2026-03-10T12:00:00Z");
  const { simulation, publisher, log } = world.services;
  const client = await world.createClient();
  await simulation.outage(client._id, { severity: "low" });

  // Read once before, so that the cache has it: the machine of the test may be slow.
  await simulation.status();
  const known = await readBannerState({ simulation, publisher, log });
  expect(known.status).toMatchObject({ allowed: true, clients: 1, incidents: 1 });
  expect(known.livePosition).toBe(await publisher.position());

  const unknown = { status: null, livePosition: null };
  const failing = { status: () => Promise.reject(new Error("The database is away")) };
  expect(await readBannerState({ simulation: failing, publisher, log })).toEqual(unknown);
  const { promise, resolve } = Promise.withResolvers<never>();
  expect(await readBannerState({ simulation: { status: () => promise }, publisher, log })).toEqual(unknown);
  resolve(undefined as never);
});
