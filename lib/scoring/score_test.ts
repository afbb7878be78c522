import { expect } from "@std/expect";
import { DEFAULT_SCORE_MODEL } from "@/lib/scoring/default_model.ts";
import { scoreClient } from "@/lib/scoring/score.ts";
import { factsOf, incidentOf, modelWithWeights } from "@/lib/scoring/test_facts.ts";
import type { HealthScore } from "@/lib/scoring/types.ts";

const model = DEFAULT_SCORE_MODEL;

function pointsOf(health: HealthScore): number[] {
  return health.components.map(({ points }) => points);
}

Deno.test("scoreClient: half of the calls, half of the logins, nothing open is 65, at risk", () => {
  const health = scoreClient(factsOf({ usageCount: 2500, engagementCount: 15 }), model);
  expect(health).toMatchObject({ score: 65, unrounded: 65, band: "at_risk", coverage: 1, modelVersion: 1 });
  expect(health.components).toEqual([
    {
      key: "usage",
      value: 50,
      weight: 0.4,
      weightUsed: 0.4,
      points: 20,
      pointsLost: 20,
      facts: { kind: "baseline", telemetryType: "api_call", count: 2500, expected: 5000, proRata: 1 },
    },
    {
      key: "engagement",
      value: 50,
      weight: 0.3,
      weightUsed: 0.3,
      points: 15,
      pointsLost: 15,
      facts: { kind: "baseline", telemetryType: "login", count: 15, expected: 30, proRata: 1 },
    },
    {
      key: "incident",
      value: 100,
      weight: 0.3,
      weightUsed: 0.3,
      points: 30,
      pointsLost: 0,
      facts: { kind: "penalties", incidents: [], total: 0 },
    },
  ]);
});

Deno.test("scoreClient: all calls and logins, one critical and one low open is 86.5, so 87, healthy", () => {
  const incidents = [incidentOf("1", "critical"), incidentOf("2", "low")];
  const health = scoreClient(factsOf({ incidents }), model);
  expect(health).toMatchObject({ score: 87, unrounded: 86.5, band: "healthy", remedies: [] });
  expect(pointsOf(health)).toEqual([40, 30, 16.5]);
});

Deno.test("scoreClient: no calls, three logins, two criticals and one high open is 3, critical", () => {
  const incidents = [
    incidentOf("1", "critical"),
    incidentOf("2", "critical"),
    incidentOf("3", "high"),
  ];
  const health = scoreClient(factsOf({ usageCount: 0, engagementCount: 3, incidents }), model);
  expect(health).toMatchObject({ score: 3, unrounded: 3, band: "critical" });
  expect(pointsOf(health)).toEqual([0, 3, 0]);
});

Deno.test("scoreClient: never a login, 4000 calls, nothing open is 62/0.7, so 89 on 70 % of the model", () => {
  const health = scoreClient(factsOf({ usageCount: 4000, engagementCount: null }), model);
  expect(health).toMatchObject({ score: 89, band: "healthy", coverage: 0.7 });
  expect(health.unrounded).toBeCloseTo(88.571428571, 9);
  const [usage, engagement, incident] = health.components;
  expect(usage?.weightUsed).toBeCloseTo(4 / 7, 12);
  expect(incident?.weightUsed).toBeCloseTo(3 / 7, 12);
  expect(engagement).toMatchObject({ value: null, weight: 0.3, weightUsed: 0, points: 0, pointsLost: 0 });
});

Deno.test("scoreClient: no telemetry at all is no score, neither 0 nor 100", () => {
  const facts = factsOf({ usageCount: null, engagementCount: null, previousBand: "healthy" });
  const health = scoreClient(facts, model);
  expect(health).toMatchObject({
    score: null,
    unrounded: null,
    band: "unknown",
    coverage: 0.3,
    remedies: [],
  });
  const [, , incident] = health.components;
  expect(incident).toMatchObject({ value: 100, weight: 0.3, weightUsed: 0, points: 0, pointsLost: 0 });
});

Deno.test("scoreClient: a measured zero everywhere is a score of 30, not an unknown one", () => {
  const health = scoreClient(factsOf({ usageCount: 0, engagementCount: 0 }), model);
  expect(health).toMatchObject({ score: 30, band: "critical", coverage: 1 });
});

Deno.test("scoreClient scores a coverage of exactly the minimum", () => {
  // 0.3 of 0.6, which floats add up to 0.6000000000000001
  const facts = factsOf({
    usageCount: null,
    engagementCount: null,
    incidents: [incidentOf("1", "critical")],
  });
  expect(scoreClient(facts, modelWithWeights(0.1, 0.2, 0.3))).toMatchObject({ score: 60, coverage: 0.5 });
  expect(scoreClient(facts, modelWithWeights(0.1, 0.2, 0.29999))).toMatchObject({ score: null });
});

Deno.test("scoreClient rounds the exact value where floats fall below the half", () => {
  // 57 + 29 + 0.14 · 75 = 96.5; 0.57 · 100 + 0.29 · 100 + 0.14 · 75 in floats is 96.49999999999999
  const health = scoreClient(
    factsOf({ incidents: [incidentOf("1", "high")] }),
    modelWithWeights(0.57, 0.29, 0.14),
  );
  expect(health.score).toBe(97);
});

Deno.test("scoreClient measures a new client against its age", () => {
  // day 0: 40 · 6/7 + 30 + 30 = 94.28; day 15: 32 + 12 + 30; day 30: 16 + 6 + 30
  const scoreOf = (usageCount: number, engagementCount: number, daysSinceStart: number) =>
    scoreClient(factsOf({ usageCount, engagementCount, daysSinceStart }), model).score;
  expect(scoreOf(1000, 7, 0)).toBe(94);
  expect(scoreOf(2000, 6, 15)).toBe(74);
  expect(scoreOf(2000, 6, 30)).toBe(52);
});

Deno.test("scoreClient takes a quarter for incidents resolved within the window", () => {
  const incidents = (["critical", "high", "medium", "low"] as const)
    .map((severity) => incidentOf(severity, severity, { open: false }));
  const [, , incident] = scoreClient(factsOf({ incidents }), model).components;
  // 10 + 6.25 + 2.5 + 1.25
  expect(incident).toMatchObject({ value: 80, points: 24, pointsLost: 6 });
});

Deno.test("scoreClient normalises weights: 2, 1.5, 1.5 is 0.4, 0.3, 0.3", () => {
  const facts = factsOf({ usageCount: 1234, engagementCount: 7, incidents: [incidentOf("1", "medium")] });
  expect(scoreClient(facts, modelWithWeights(2, 1.5, 1.5))).toEqual(scoreClient(facts, model));
});

Deno.test("scoreClient holds on to the previous band within the hysteresis", () => {
  // 0.4 · 60 + 0.3 · 48.33… + 30 = 68.5, so 69; with 14 logins 68
  const facts = factsOf({ usageCount: 3000, engagementCount: 14 });
  expect(scoreClient(facts, model)).toMatchObject({ score: 68, band: "at_risk" });
  expect(scoreClient({ ...facts, previousBand: "healthy" }, model)).toMatchObject({
    score: 68,
    band: "healthy",
    remedies: [],
  });
});
