import { expect } from "@std/expect";
import { openWorld } from "@/testing/world.ts";

Deno.test("the score's history tells which incidents and models came and went, by local day", async () => {
  await using world = await openWorld("2026-03-20T12:00:00Z");
  const { services } = world;
  const { _id: id } = await world.createClient({
    timezone: "Asia/Kolkata",
    startedAt: new Date("2025-01-01T00:00:00Z"),
  });
  const open = (title: string, openedAt: string, resolvedAt?: string) =>
    services.incidents.create({
      clientId: id,
      title,
      severity: "high",
      status: resolvedAt === undefined ? "open" : "resolved",
      openedAt: new Date(openedAt),
      ...(resolvedAt === undefined ? {} : { resolvedAt: new Date(resolvedAt) }),
    });
  await open("Long over", "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z");
  // Half past midnight of the 18th in Kolkata.
  await open("Exports are slow", "2026-03-17T19:00:00Z", "2026-03-19T06:00:00Z");
  await open("Opened before these days", "2026-03-10T00:00:00Z");
  await services.health.scoreClients([id]);
  const { changes } = await services.clientTime.healthHistory(id, 5);
  expect(changes.map((change) => [change.kind, change.day, "title" in change && change.title])).toEqual([
    ["incident_opened", "2026-03-18", "Exports are slow"],
    ["incident_resolved", "2026-03-19", "Exports are slow"],
  ]);
});

Deno.test("the first scoring with another model is a change; the first scoring of all is none", async () => {
  await using world = await openWorld("2026-03-18T12:00:00Z");
  const { services } = world;
  const { _id: id } = await world.createClient({ startedAt: new Date("2025-01-01T00:00:00Z") });
  const point = (ts: string, modelVersion: number) => ({
    ts: new Date(ts),
    meta: { clientId: id },
    score: 80,
    band: "healthy" as const,
    coverage: 1,
    components: { usage: 80, engagement: 80, incident: 80 },
    modelVersion,
  });
  await services.stores.history.append([
    point("2026-03-15T10:00:00Z", 1),
    point("2026-03-16T10:00:00Z", 1),
    point("2026-03-17T10:00:00Z", 2),
  ]);
  const { changes } = await services.clientTime.healthHistory(id, 5);
  expect(changes).toEqual([
    { kind: "model_changed", at: "2026-03-17T10:00:00.000Z", day: "2026-03-17", modelVersion: 2 },
  ]);
});
