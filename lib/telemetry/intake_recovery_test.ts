import { expect } from "@std/expect";
import { createLog } from "@/lib/platform/log.ts";
import { createServices } from "@/lib/services.ts";
import type { IntakeEntry } from "@/lib/telemetry/event_store.ts";
import { readingsOf } from "@/lib/telemetry/intake_recovery.ts";
import { FaultProxy } from "@/testing/fault_proxy.ts";
import { openWorld } from "@/testing/world.ts";

const RECEIVED = new Date("2026-03-10T12:00:00Z");
const CLIENTS = 3;
const ENTRIES = 120;

Deno.test("120 entries of dead requests are finished together, with a handful of commands", async () => {
  await using world = await openWorld("2026-03-10T12:05:00Z");
  const { stores } = world.services;
  const ids: string[] = [];
  for (let index = 0; index < CLIENTS; index++) ids.push((await world.createClient())._id);
  const clientOf = (entry: number) => ids[entry % CLIENTS] ?? "";
  const receivedAt = (entry: number) => new Date(RECEIVED.getTime() + entry);
  // Each died between append and claim: two events, on two days.
  await stores.events.append(
    Array.from({ length: 2 * ENTRIES }, (_, index) => {
      const entry = index >> 1;
      return {
        ts: new Date(index % 2 === 0 ? "2026-03-09T10:00:00Z" : "2026-03-10T10:00:00Z"),
        meta: { clientId: clientOf(entry), type: "login" },
        count: 1,
        messageId: `m${index}`,
        userId: null,
        receivedAt: receivedAt(entry),
      };
    }),
  );
  const entries = Array.from({ length: ENTRIES }, (_, entry): IntakeEntry => ({
    _id: `e${entry}`,
    receivedAt: receivedAt(entry),
    days: ["2026-03-09", "2026-03-10"].map((day) => ({ clientId: clientOf(entry), day })),
  }));
  await world.services.database.db.collection<IntakeEntry>("telemetry_intake").insertMany(entries);
  const gone = [{ clientId: "deleted", day: "2026-03-10" }];
  await stores.events.openIntake({ _id: "of-a-deleted-client", receivedAt: RECEIVED, days: gone });

  const server = new URL(world.config.mongo.uri);
  await using proxy = new FaultProxy({ host: server.hostname, port: Number(server.port) }, "mongodb");
  const uri = `mongodb://${proxy.address.host}:${proxy.address.port}/?directConnection=true`;
  const config = { ...world.config, mongo: { ...world.config.mongo, uri } };
  const services = createServices(config, createLog(config, "test"), world.services.clock);
  try {
    const commands = proxy.record();
    expect(await services.intakeRecovery.run()).toBe(ENTRIES + 1);
    const asked = commands.filter(({ target }) => target !== "" && target !== "admin");
    // Two batches, each: journal, clients, events, claims, marks (those that are new, then the others), journal.
    expect(asked.length).toBeLessThan(25);
  } finally {
    await services.close();
  }
  expect(await stores.events.findOpenIntakes(new Date("2027-01-01"), 10)).toEqual([]);
  expect(await stores.marks.findDirtyClients()).toEqual(expect.not.arrayContaining(["deleted"]));
  expect(await world.services.queues.rollUp.getWaitingCount()).toBe(CLIENTS);
  await world.work();
  const days = await stores.usage.find(ids, "2026-03-09", "2026-03-10");
  expect(days.map(({ counts }) => counts)).toEqual(
    Array.from({ length: 2 * CLIENTS }, () => ({ login: ENTRIES / CLIENTS })),
  );
});

Deno.test("days that touch are read in one go, far ones apart, and clients that are gone not at all", () => {
  const receivedAt = (minute: number) => new Date(Date.UTC(2026, 2, 10, 12, minute));
  const entry = (_id: string, minute: number, ...days: [string, string][]) => ({
    _id,
    receivedAt: receivedAt(minute),
    days: days.map(([clientId, day]) => ({ clientId, day })),
  });
  const readings = readingsOf(
    [
      entry("1", 1, ["a", "2026-03-09"], ["b", "2026-03-10"]),
      entry("2", 2, ["b", "2025-12-31"], ["gone", "2024-01-01"]),
      entry("3", 3, ["a", "2026-03-09"]),
    ],
    new Map([["a", "UTC"], ["b", "Asia/Kolkata"]]),
  );
  expect(readings).toEqual([
    {
      clientIds: ["b"],
      interval: { from: new Date("2025-12-30T18:30:00Z"), to: new Date("2025-12-31T18:30:00Z") },
      receivedAt: [receivedAt(2)],
    },
    {
      clientIds: ["a", "b"],
      interval: { from: new Date("2026-03-09T00:00:00Z"), to: new Date("2026-03-10T18:30:00Z") },
      receivedAt: [receivedAt(1), receivedAt(3)],
    },
  ]);
});
