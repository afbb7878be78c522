/** What is acknowledged is stored and counts once, wherever the connection to the database breaks. */
import { expect } from "@std/expect";
import { handler as telemetryHandler } from "@/routes/api/v1/telemetry.ts";
import { rollUpClient } from "@/workers/roll_up.ts";
import {
  cutEverywhere,
  type DisturbedWorld,
  expectCounted,
  openDisturbedWorld,
} from "@/testing/every_cut.ts";
import { openTestWeb, type TestWeb } from "@/testing/web.ts";

const NOW = "2026-03-31T12:00:00Z";
const NOON = Date.parse(NOW);
const DAY_MS = 24 * 3_600_000;
const ROUTES = { "/api/v1/telemetry": telemetryHandler };

const event = (externalId: string, messageId: string, ts: number, count = 1) => (
  { externalId, messageId, type: "api_call", ts: new Date(ts).toISOString(), count }
);

/** Whether the events were taken; false when they are to be sent again. */
async function send(web: TestWeb, events: unknown[]): Promise<boolean> {
  const response = await web.send("POST", "/api/v1/telemetry", { body: { events } });
  await response.body?.cancel();
  if (response.status === 503) expect(response.headers.get("retry-after")).not.toBeNull();
  else expect(response.status).toBe(202);
  return response.status === 202;
}

/** 22 days, so that known and new days are written the way that many are. */
const many = (externalId: string) =>
  Array.from({ length: 22 }, (_, day) => event(externalId, `m-${day}`, NOON - day * DAY_MS));

Deno.test("intake: each event counts once, also when it is sent again with another time", async () => {
  await using disturbed: DisturbedWorld = await openDisturbedWorld(NOW);
  const { world } = disturbed;
  await using web = openTestWeb(world, ROUTES);

  const commands = await cutEverywhere(disturbed, async (externalId) => {
    const client = await world.createClient({ externalId });
    // Two days and a message are known before.
    expect(await send(web, [event(externalId, "m-0", NOON, 1), event(externalId, "m-1", NOON - DAY_MS)]))
      .toBe(true);
    let attempts = 0;
    return {
      // A sender that stamps what it sends gives the first message another time with each attempt.
      attempt: () =>
        send(web, [...many(externalId), event(externalId, "moving", NOON - ++attempts * DAY_MS, 100)]),
      check: () => expectCounted(world, client, { api_call: 122 }),
    };
  });

  for (
    const step of [
      "insert telemetry_intake",
      "insert telemetry",
      "insert telemetry_messages",
      "insert rollup_marks",
      "update rollup_marks",
      "delete telemetry_intake",
    ]
  ) expect(commands).toContain(step);
  expect(await world.services.database.db.collection("telemetry_intake").countDocuments()).toBe(0);
});

Deno.test("intake: of copies with different times the first counts, and no other ever", async () => {
  await using disturbed: DisturbedWorld = await openDisturbedWorld(NOW);
  const { world } = disturbed;
  await using web = openTestWeb(world, ROUTES);

  const commands = await cutEverywhere(disturbed, async (externalId) => {
    const client = await world.createClient({ externalId });
    expect(await send(web, [event(externalId, "m", NOON, 100)])).toBe(true);
    return {
      attempt: () => send(web, [event(externalId, "m", NOON - DAY_MS, 100)]),
      check: () => expectCounted(world, client, { api_call: 100 }),
    };
  });

  for (const step of ["find telemetry_messages", "update telemetry_messages"]) {
    expect(commands).toContain(step);
  }
});

Deno.test("roll-up: a day is written and scored before its mark is cleared", async () => {
  await using disturbed: DisturbedWorld = await openDisturbedWorld(NOW);
  const { world } = disturbed;
  await using web = openTestWeb(world, ROUTES);
  const context = { services: world.services, signal: new AbortController().signal, resumed: false };

  const commands = await cutEverywhere(disturbed, async (externalId) => {
    const client = await world.createClient({ externalId });
    // Some days are rolled up already and change.
    expect(await send(web, [event(externalId, "m-0", NOON), event(externalId, "m-1", NOON - DAY_MS)])).toBe(
      true,
    );
    await world.work();
    expect(await send(web, [...many(externalId), event(externalId, "more", NOON, 10)])).toBe(true);
    return {
      attempt: () => rollUpClient({ clientId: client._id }, context).then(() => true, () => false),
      async check() {
        await expectCounted(world, client, { api_call: 32 });
        const stored = await world.services.clients.get(client._id);
        const [usage] = stored.health?.components.filter(({ key }) => key === "usage") ?? [];
        expect(usage?.facts).toMatchObject({ count: 32 });
      },
    };
  });

  for (
    const step of [
      "insert usage_daily",
      "update usage_daily",
      "update clients",
      "insert health_history",
      "update rollup_marks",
    ]
  ) expect(commands).toContain(step);
});
