import { expect } from "@std/expect";
import { clientDetailSchema } from "@/lib/client_detail/service.ts";
import { NotFoundError } from "@/lib/platform/errors.ts";
import { openWorld } from "@/testing/world.ts";

const NOW = "2026-03-31T22:30:00Z";

Deno.test("a client's page has its explained score, its renewal by local day, its scale and a month of usage", async () => {
  await using world = await openWorld(NOW);
  const { services } = world;
  const client = await world.createClient({
    externalId: "acme",
    timezone: "Europe/Berlin",
    startedAt: new Date("2025-01-01T00:00:00Z"),
    renewsAt: new Date("2026-04-10T22:30:00Z"),
  });
  await services.intake.receive([
    { messageId: "a", externalId: "acme", type: "api_call", ts: "2026-03-31T22:10:00Z", count: 2_500 },
    { messageId: "b", externalId: "acme", type: "login", ts: "2026-03-30T10:00:00Z", count: 15 },
  ]);
  await world.work();
  await services.incidents.create({
    clientId: client._id,
    title: "API down",
    severity: "high",
    status: "open",
  });
  const { value, livePosition } = await services.clientDetail.read("external:acme");
  expect(clientDetailSchema.parse(value)).toEqual(value);
  // 00:30 of 1 April in Berlin; the renewal is 00:30 of 11 April there.
  expect([value.renewsOn, value.renewsInDays]).toEqual(["2026-04-11", 10]);
  expect(value.scale).toEqual({
    windowDays: 30,
    bands: { healthyFrom: 70, atRiskFrom: 40 },
    usage: { telemetryType: "api_call", expected: 5_000 },
    engagement: { telemetryType: "login", expected: 30 },
  });
  // Half of the calls earns 20 of 40 points, half of the logins 15 of 30; healthy again is from 73 on, 7.5 points away
  // before rounding: 7.5 of 40 times 5,000 calls, or 7.5 of 30 times 30 logins, both rounded up.
  expect(value.health?.score).toBe(65);
  expect(value.explanation).toEqual({
    sentence: "65: API calls 2,500 of 5,000 (\u221220), logins 15 of 30 (\u221215)",
    remedies: [
      {
        component: "usage",
        sentence: "938 more API calls within 30 days",
        reaches: { score: 73, band: "healthy" },
      },
      {
        component: "engagement",
        sentence: "8 more logins within 30 days",
        reaches: { score: 73, band: "healthy" },
      },
      { component: "incident", sentence: "No incident takes a point away", reaches: null },
    ],
    steps: { decimals: 1, addUp: true },
    calculation: { decimals: 1, addUp: true },
  });
  expect(value.usageSummary).toEqual({ totals: { api_call: 2_500, login: 15 }, daysWithData: 2 });
  expect(value.usage).toHaveLength(30);
  expect(value.usage.slice(-3)).toEqual([
    { day: "2026-03-30", counts: { login: 15 }, users: 0 },
    { day: "2026-03-31", counts: null, users: null },
    { day: "2026-04-01", counts: { api_call: 2_500 }, users: 0 },
  ]);
  expect(value.incidents.map(({ title }) => title)).toEqual(["API down"]);
  expect(livePosition).toMatch(/^\d+-\d+$/);
});

Deno.test("a client without renewal and score has neither", async () => {
  await using world = await openWorld(NOW);
  const client = await world.createClient({});
  const { value } = await world.services.clientDetail.read(client._id);
  expect([value.renewsOn, value.renewsInDays, value.health, value.explanation]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

Deno.test("an unknown client is not found", async () => {
  await using world = await openWorld(NOW);
  await expect(world.services.clientDetail.read("nobody")).rejects.toThrow(NotFoundError);
  await expect(world.services.clientDetail.read("external:nobody")).rejects.toThrow(NotFoundError);
});
