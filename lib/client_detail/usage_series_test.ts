import { expect } from "@std/expect";
import { expectedPerDay, usageOfType, usageTypes } from "@/lib/client_detail/usage_series.ts";

const scale = {
  windowDays: 30,
  bands: { healthyFrom: 70, atRiskFrom: 40 },
  usage: { telemetryType: "api_call", expected: 6_000 },
  engagement: { telemetryType: "login", expected: 30 },
};

Deno.test("a day with other telemetry counts as none of a type; a day without any is a gap", () => {
  expect(usageOfType([
    { day: "2026-03-10", counts: { api_call: 7, login: 1 }, users: 1 },
    { day: "2026-03-11", counts: { login: 2 }, users: 1 },
    { day: "2026-03-12", counts: null, users: null },
  ], "api_call")).toEqual([
    { day: "2026-03-10", count: 7 },
    { day: "2026-03-11", count: 0 },
    { day: "2026-03-12", count: null },
  ]);
});

Deno.test("the model says what is normal of the types it looks at, and of no other", () => {
  expect(["api_call", "login", "export"].map((type) => expectedPerDay(scale, type))).toEqual([200, 1, null]);
});

Deno.test("the types of the model come first, each type once", () => {
  expect(usageTypes(scale, ["export", "login"])).toEqual(["api_call", "login", "export"]);
});
