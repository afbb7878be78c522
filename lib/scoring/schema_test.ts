import { expect } from "@std/expect";
import type * as z from "zod";
import { DEFAULT_SCORE_MODEL } from "@/lib/scoring/default_model.ts";
import { scoreModelSchema } from "@/lib/scoring/schema.ts";
import { modelWithWeights } from "@/lib/scoring/test_facts.ts";
import type { ScoreModel } from "@/lib/scoring/types.ts";

type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

const model = DEFAULT_SCORE_MODEL;

/** The paths of what is wrong with the value. */
function faultsOf(value: unknown): string[] {
  return scoreModelSchema.safeParse(value).error?.issues.map(({ path }) => path.join(".")) ?? [];
}

Deno.test("scoreModelSchema describes exactly the type ScoreModel", () => {
  const equal: Equal<z.infer<typeof scoreModelSchema>, ScoreModel> = true;
  expect(equal).toBe(true);
});

Deno.test("scoreModelSchema accepts the default model unchanged", () => {
  expect(scoreModelSchema.parse(model)).toEqual(model);
});

Deno.test("scoreModelSchema accepts weights that do not sum to 1, but none that is not positive", () => {
  expect(faultsOf(modelWithWeights(2, 1.5, 1.5))).toEqual([]);
  expect(faultsOf(modelWithWeights(0, -1, 0.3))).toEqual(["usage.weight", "engagement.weight"]);
  expect(faultsOf(modelWithWeights(NaN, Infinity, 1))).toEqual(["usage.weight", "engagement.weight"]);
});

Deno.test("scoreModelSchema accepts penalties in any order from 0, and refuses a negative one", () => {
  const withPenalties = (penalties: ScoreModel["incident"]["penalties"]) =>
    faultsOf({ ...model, incident: { ...model.incident, penalties } });
  expect(withPenalties({ critical: 0, high: 5, medium: 40, low: 50 })).toEqual([]);
  expect(withPenalties({ critical: 40, high: 25, medium: 10, low: -1 })).toEqual(["incident.penalties.low"]);
});

Deno.test("scoreModelSchema names every number out of its range", () => {
  expect(faultsOf({
    ...model,
    windowDays: 366,
    usage: { ...model.usage, expected: 0, telemetryType: "" },
    incident: { ...model.incident, resolvedShare: 1.1 },
    newClient: { minimumDays: 0, fullAfterDays: 30.5 },
    minimumCoverage: 0,
    trend: { days: 0, thresholdPoints: -1 },
  })).toEqual([
    "windowDays",
    "usage.telemetryType",
    "usage.expected",
    "incident.resolvedShare",
    "newClient.minimumDays",
    "newClient.fullAfterDays",
    "minimumCoverage",
    "trend.days",
    "trend.thresholdPoints",
  ]);
});

Deno.test("scoreModelSchema accepts the ends of each range", () => {
  expect(faultsOf({ ...model, windowDays: 1, minimumCoverage: 1 })).toEqual([]);
  expect(faultsOf({ ...model, windowDays: 365, minimumCoverage: 0.01 })).toEqual([]);
  expect(faultsOf({ ...model, bands: { healthyFrom: 100, atRiskFrom: 1, hysteresisPoints: 0 } })).toEqual([]);
});

Deno.test("scoreModelSchema refuses bands out of order or that could never be left", () => {
  const withBands = (bands: ScoreModel["bands"]) => faultsOf({ ...model, bands });
  expect(withBands({ healthyFrom: 40, atRiskFrom: 40, hysteresisPoints: 3 })).toEqual(["bands.atRiskFrom"]);
  expect(withBands({ healthyFrom: 98, atRiskFrom: 40, hysteresisPoints: 3 })).toEqual([
    "bands.hysteresisPoints",
  ]);
  expect(withBands({ healthyFrom: 70, atRiskFrom: 2, hysteresisPoints: 3 })).toEqual([
    "bands.hysteresisPoints",
  ]);
  expect(withBands({ healthyFrom: 101, atRiskFrom: 0, hysteresisPoints: -1 })).toEqual([
    "bands.healthyFrom",
    "bands.atRiskFrom",
    "bands.hysteresisPoints",
  ]);
});

Deno.test("scoreModelSchema refuses unknown and missing keys", () => {
  expect(scoreModelSchema.safeParse({ ...model, weights: 1 }).success).toBe(false);
  const { trend: _trend, ...withoutTrend } = model;
  expect(faultsOf(withoutTrend)).toEqual(["trend"]);
});
