import { expect } from "@std/expect";
import fc from "fast-check";
import { isBetterBand } from "@/lib/scoring/band.ts";
import { DEFAULT_SCORE_MODEL } from "@/lib/scoring/default_model.ts";
import { incidentIdentity } from "@/lib/scoring/incident_penalties.ts";
import { scoreClient } from "@/lib/scoring/score.ts";
import { anyFacts, anyModel, factsOf, incidentOf } from "@/lib/scoring/test_facts.ts";
import type { Remedy, ScoreFacts, ScoreModel } from "@/lib/scoring/types.ts";

const model = DEFAULT_SCORE_MODEL;

/** Resolved incidents by id only, to keep the expected values readable. */
function remediesOf(overrides: Partial<ScoreFacts>): unknown[] {
  return scoreClient(factsOf(overrides), model).remedies.map((remedy) =>
    remedy.reachable && remedy.component === "incident"
      ? { ...remedy, resolve: remedy.resolve.map(({ id }) => id) }
      : remedy
  );
}

Deno.test("remedies from 65 with plain edges reach 69.5, which rounds to 70", () => {
  // 0.4 u + 45 ≥ 69.5 at u = 61.25: 3062.5 calls. 0.3 e + 50 ≥ 69.5 at e = 65: 19.5 logins
  expect(remediesOf({ usageCount: 2500, engagementCount: 15 })).toEqual([
    {
      component: "usage",
      reachable: true,
      telemetryType: "api_call",
      additionalCount: 563,
      band: "healthy",
      score: 70,
    },
    {
      component: "engagement",
      reachable: true,
      telemetryType: "login",
      additionalCount: 5,
      band: "healthy",
      score: 70,
    },
    { component: "incident", reachable: false, score: 65 },
  ]);
});

Deno.test("remedies of a client already at risk go three points beyond the edge", () => {
  // 0.4 u + 45 ≥ 72.5 at u = 68.75: 3437.5 calls. 0.3 e + 50 ≥ 72.5 at e = 75: 22.5 logins
  const expected = [
    { component: "usage", additionalCount: 938, score: 73 },
    { component: "engagement", additionalCount: 8, score: 73 },
    { component: "incident", reachable: false },
  ];
  const facts = { usageCount: 2500, engagementCount: 15 };
  expect(remediesOf({ ...facts, previousBand: "at_risk" })).toMatchObject(expected);
  // a client that has just left healthy, or was scored for the first time, must come back as one at risk
  expect(remediesOf({ ...facts, previousBand: "healthy" })).toMatchObject(expected);
  expect(remediesOf({ ...facts, previousBand: "unknown" })).toMatchObject(expected);
});

Deno.test("remedies of a critical client say where a component alone would end", () => {
  const incidents = [
    incidentOf("1", "critical"),
    incidentOf("2", "critical"),
    incidentOf("3", "high"),
  ];
  // 0.4 u + 3 ≥ 39.5 at u = 91.25: 4562.5 calls. All resolved: 0.3 · (100 − 26.25) + 3 = 25.125
  expect(remediesOf({ usageCount: 0, engagementCount: 3, incidents })).toMatchObject([
    { component: "usage", reachable: true, additionalCount: 4563, band: "at_risk", score: 40 },
    { component: "engagement", reachable: false, score: 30 },
    { component: "incident", reachable: false, score: 25 },
  ]);
});

Deno.test("remedies resolve the fewest incidents, the heaviest first, ties by id", () => {
  // 32 + 24 + 0.3 · (100 − 40 − 25 − 25 − 5) = 57.5. Resolving the critical leaves 35 of 100: 66.5, a high too 53.75: 72.1
  const incidents = [
    incidentOf("4", "low"),
    incidentOf("3", "high"),
    incidentOf("2", "high"),
    incidentOf("1", "critical"),
  ];
  const [, , incident] = remediesOf({ usageCount: 4000, engagementCount: 24, incidents });
  expect(incident).toEqual({
    component: "incident",
    reachable: true,
    resolve: ["1", "2"],
    band: "healthy",
    score: 72,
  });
});

Deno.test("remedies resolve an incident with its duplicates, whose share still counts", () => {
  const incidents = [
    incidentOf("1", "high", { externalId: "JIRA-7" }),
    incidentOf("2", "critical", { externalId: "JIRA-7" }),
    incidentOf("3", "medium"),
  ];
  // 20 + 24 + 0.3 · 50 = 59; resolving JIRA-7 leaves 80 of 100: 68; the medium too 87.5: 70.25
  const [, , incident] = remediesOf({ usageCount: 2500, engagementCount: 24, incidents });
  expect(incident).toMatchObject({ reachable: true, resolve: ["2", "3"], score: 70 });
});

Deno.test("remedies leave out an incident whose resolved duplicate costs as much", () => {
  const incidents = [
    incidentOf("1", "medium", { externalId: "JIRA-7" }),
    incidentOf("2", "critical", { externalId: "JIRA-7", open: false }),
  ];
  // 20 + 15 + 27 = 62, and 10 of 100 stay lost
  const [, , incident] = remediesOf({ usageCount: 2500, engagementCount: 15, incidents });
  expect(incident).toEqual({ component: "incident", reachable: false, score: 62 });
});

Deno.test("remedies try a type never sent as if first sent, with the coverage it brings", () => {
  // now (0.4 · 40 + 0.3 · 100) / 0.7 = 65.71; with logins 46 + 0.3 e ≥ 69.5 at e = 78.33…: 23.5 logins
  const [usage, engagement] = remediesOf({ usageCount: 2000, engagementCount: null });
  expect(engagement).toMatchObject({ reachable: true, additionalCount: 24, score: 70 });
  // (0.4 u + 30) / 0.7 ≥ 69.5 at u = 46.625: 2331.25 calls
  expect(usage).toMatchObject({ reachable: true, additionalCount: 332, score: 70 });
});

Deno.test("remedies are none for a healthy and for an unknown client", () => {
  expect(remediesOf({})).toEqual([]);
  expect(remediesOf({ usageCount: null, engagementCount: null })).toEqual([]);
});

/** The facts after only the first `size` steps of a remedy. */
function applied(remedy: Remedy & { reachable: true }, facts: ScoreFacts, size: number): ScoreFacts {
  if (remedy.component === "incident") {
    return withResolved(facts, new Set(remedy.resolve.slice(0, size).map(incidentIdentity)));
  }
  const field = remedy.component === "usage" ? "usageCount" : "engagementCount";
  return { ...facts, [field]: (facts[field] ?? 0) + size };
}

function withResolved(facts: ScoreFacts, identities: Set<string>): ScoreFacts {
  const incidents = facts.incidents.map((incident) =>
    identities.has(incidentIdentity(incident)) ? { ...incident, open: false } : incident
  );
  return { ...facts, incidents };
}

function sizeOf(remedy: Remedy & { reachable: true }): number {
  return remedy.component === "incident" ? remedy.resolve.length : remedy.additionalCount;
}

/** Calls `check` for every remedy that arbitrary clients are given, with the facts as the next scoring sees them. */
function forEveryRemedy(check: (remedy: Remedy, facts: ScoreFacts, model: ScoreModel) => void): void {
  fc.assert(fc.property(anyFacts, anyModel, (facts, model) => {
    const { band, remedies } = scoreClient(facts, model);
    const previousBand = facts.previousBand === null ? null : band;
    for (const remedy of remedies) check(remedy, { ...facts, previousBand }, model);
  }));
}

Deno.test("a remedy is sufficient: applied, it gives the band and score it promises, and a better band", () => {
  forEveryRemedy((remedy, facts, model) => {
    if (!remedy.reachable) return;
    const { band, score } = scoreClient(applied(remedy, facts, sizeOf(remedy)), model);
    expect({ band, score }).toEqual({ band: remedy.band, score: remedy.score });
    expect(isBetterBand(band, scoreClient(facts, model).band)).toBe(true);
  });
});

Deno.test("a remedy is minimal: one event or one incident fewer does not reach a better band", () => {
  forEveryRemedy((remedy, facts, model) => {
    if (!remedy.reachable || sizeOf(remedy) === 1) return;
    const { band } = scoreClient(applied(remedy, facts, sizeOf(remedy) - 1), model);
    expect(isBetterBand(band, scoreClient(facts, model).band)).toBe(false);
  });
});

Deno.test("no other choice of as few incidents does what the remedy does with one more", () => {
  forEveryRemedy((remedy, facts, model) => {
    if (!remedy.reachable || remedy.component !== "incident") return;
    const now = scoreClient(facts, model).band;
    const identities = [...new Set(facts.incidents.map(incidentIdentity))];
    for (const chosen of subsetsOf(identities, remedy.resolve.length - 1)) {
      expect(isBetterBand(scoreClient(withResolved(facts, chosen), model).band, now)).toBe(false);
    }
  });
});

Deno.test("what is unreachable stays so: even plenty of events and no open incident give no better band", () => {
  forEveryRemedy((remedy, facts, model) => {
    if (remedy.reachable) return;
    const best = {
      usage: { ...facts, usageCount: 1_000_000 },
      engagement: { ...facts, engagementCount: 1_000_000 },
      incident: { ...facts, incidents: facts.incidents.map((incident) => ({ ...incident, open: false })) },
    }[remedy.component];
    const { score, band } = scoreClient(best, model);
    expect(score).toBe(remedy.score);
    expect(isBetterBand(band, scoreClient(facts, model).band)).toBe(false);
  });
});

function subsetsOf(items: readonly string[], size: number): Set<string>[] {
  const [first, ...rest] = items;
  if (size === 0) return [new Set()];
  if (first === undefined) return [];
  const withFirst = subsetsOf(rest, size - 1).map((subset) => subset.add(first));
  return [...withFirst, ...subsetsOf(rest, size)];
}
