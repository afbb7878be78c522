/** What is said to be parked is parked, and what is applied counts once, wherever the connection breaks. */
import { expect } from "@std/expect";
import { handler as clientsHandler } from "@/routes/api/v1/clients/index.ts";
import { handler as batchHandler } from "@/routes/api/v1/segment/batch.ts";
import { handler as telemetryHandler } from "@/routes/api/v1/telemetry.ts";
import { intakeAnswerSchema } from "@/lib/telemetry/schema.ts";
import { cutEverywhere, expectCounted, openDisturbedWorld } from "@/testing/every_cut.ts";
import { basic, withWriteKeys } from "@/testing/segment.ts";
import { jsonOf, openTestWeb, type TestWeb } from "@/testing/web.ts";
import type { World } from "@/testing/world.ts";

const NOW = "2026-03-31T12:00:00Z";
const ROUTES = {
  "/api/v1/telemetry": telemetryHandler,
  "/api/v1/clients": clientsHandler,
  "/api/v1/segment/batch": batchHandler,
};

const events = (externalId: string) =>
  ["2026-03-29", "2026-03-30"].flatMap((day) => [
    { messageId: `${day} a`, externalId, type: "api_call", ts: `${day}T10:00:00Z`, count: 40 },
    { messageId: `${day} b`, externalId, type: "login", ts: `${day}T11:00:00Z` },
  ]);

/** The answer to a request that was taken; `null` when it is to be sent again. */
async function takenOf(response: Response, refusedAs: number[] = [503]): Promise<Response | null> {
  if (!refusedAs.includes(response.status)) return response;
  await response.body?.cancel();
  return null;
}

async function parkedOf(world: World, externalId: string): Promise<number> {
  const { accounts } = await world.services.parking.list({ limit: 100 });
  return accounts.find((account) => account.externalId === externalId)?.events ?? 0;
}

async function park(web: TestWeb, externalId: string): Promise<boolean> {
  const response = await takenOf(
    await web.send("POST", "/api/v1/telemetry", { body: { events: events(externalId) } }),
  );
  if (!response) return false;
  expect(await jsonOf(response, intakeAnswerSchema)).toMatchObject({ parked: 4, rejected: [] });
  return true;
}

Deno.test("parking: what is said to be parked waits in the list", async () => {
  await using disturbed = await openDisturbedWorld(NOW);
  const { world } = disturbed;
  await using web = openTestWeb(world, ROUTES);

  const commands = await cutEverywhere(disturbed, (externalId) =>
    Promise.resolve({
      attempt: () => park(web, externalId),
      whenTold: async () => expect(await parkedOf(world, externalId)).toBe(4),
      check: async () => expect(await parkedOf(world, externalId)).toBe(4),
    }));

  expect(commands).toContain("insert parked_events");
});

Deno.test("unparking: what waited for a client counts once and waits no more", async () => {
  await using disturbed = await openDisturbedWorld(NOW);
  const { world } = disturbed;
  await using web = openTestWeb(world, ROUTES);

  const commands = await cutEverywhere(disturbed, async (externalId) => {
    expect(await park(web, externalId)).toBe(true);
    const traits = { plan: "Enterprise" };
    await world.services.parking.parkTraits({ externalId, traits, receivedAt: new Date(NOW) });
    return {
      async attempt() {
        const body = { name: "Acme", externalId };
        const response = await takenOf(await web.send("POST", "/api/v1/clients", { body }));
        await response?.body?.cancel();
        // Who was not told, and sends again, may hear that the client is there.
        if (response) expect([201, 409]).toContain(response.status);
        return response !== null;
      },
      async check() {
        const client = await world.services.clients.get(`external:${externalId}`);
        expect(client.plan).toBe("Enterprise");
        expect(await parkedOf(world, externalId)).toBe(0);
        await expectCounted(world, client, { api_call: 80, login: 2 });
      },
    };
  });

  for (const step of ["insert clients", "insert telemetry", "update clients", "delete parked_events"]) {
    expect(commands).toContain(step);
  }
});

Deno.test("Segment: calls that were taken are counted and described, in an account that is known or comes later", async () => {
  await using disturbed = await openDisturbedWorld(NOW);
  const { world } = disturbed;
  await using web = openTestWeb(withWriteKeys(world, ["key"]), ROUTES);

  const commands = await cutEverywhere(disturbed, async (known) => {
    const later = `${known}-later`;
    const client = await world.createClient({ externalId: known, plan: "Free" });
    const callsOf = (groupId: string) => {
      const call = { userId: `user of ${groupId}`, timestamp: "2026-03-30T10:00:00Z" };
      return [
        { ...call, type: "group", messageId: `${groupId} 1`, groupId, traits: { plan: "Enterprise" } },
        { ...call, type: "track", messageId: `${groupId} 2`, event: "Report Made" },
      ];
    };
    return {
      async attempt() {
        const response = await takenOf(
          await web.send("POST", "/api/v1/segment/batch", {
            body: { batch: [...callsOf(known), ...callsOf(later)] },
            headers: { authorization: basic("key") },
          }),
        );
        if (response) expect([response.status, await response.text()]).toEqual([202, expect.any(String)]);
        return response !== null;
      },
      async check() {
        expect((await world.services.clients.get(client._id)).plan).toBe("Enterprise");
        await expectCounted(world, client, { report_made: 1 });
        const appeared = await world.createClient({ externalId: later, plan: "Free" });
        expect((await world.services.clients.get(appeared._id)).plan).toBe("Enterprise");
        await world.work();
        await expectCounted(world, appeared, { report_made: 1 });
      },
    };
  });

  for (
    const step of [
      "update user_accounts",
      "update parked_events",
      "insert parked_events",
      "insert segment_calls",
    ]
  ) {
    expect(commands).toContain(step);
  }
});
