import { expect } from "@std/expect";
import fc from "fast-check";
import { assess } from "@/lib/scoring/assessment.ts";
import { incidentIdentity } from "@/lib/scoring/incident_penalties.ts";
import { anyFacts, anyModel, incidentOf } from "@/lib/scoring/test_facts.ts";
import { SEVERITIES } from "@/lib/scoring/types.ts";
import type { ScoreModel } from "@/lib/scoring/types.ts";

const scoreOrMinusOne = (...given: Parameters<typeof assess>) => assess(...given).score ?? -1;

function scaled(model: ScoreModel, factor: number): ScoreModel {
  const { usage, engagement, incident } = model;
  return {
    ...model,
    usage: { ...usage, weight: usage.weight * factor },
    engagement: { ...engagement, weight: engagement.weight * factor },
    incident: { ...incident, weight: incident.weight * factor },
  };
}

Deno.test("a score lies within 0–100 and is null exactly below the minimum coverage", () => {
  fc.assert(fc.property(anyFacts, anyModel, (facts, model) => {
    const { score, coverage, band } = assess(facts, model);
    expect(score === null).toBe(coverage < model.minimumCoverage);
    expect(score === null).toBe(band === "unknown");
    if (score === null) return;
    expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true);
  }));
});

Deno.test("points add up exactly to the unrounded score, and with the points lost to 100", () => {
  fc.assert(fc.property(anyFacts, anyModel, (facts, model) => {
    const { score, unrounded, components } = assess(facts, model);
    const points = components.reduce((sum, component) => sum + component.points, 0);
    const lost = components.reduce((sum, component) => sum + component.pointsLost, 0);
    expect(points).toBe(unrounded ?? 0);
    expect(points + lost).toBeCloseTo(score === null ? 0 : 100, 9);
    for (const { weightUsed, ...component } of components) {
      expect(component.points + component.pointsLost).toBeCloseTo(100 * weightUsed, 9);
    }
  }));
});

Deno.test("more events never lower a score", () => {
  fc.assert(fc.property(anyFacts, anyModel, fc.nat(3000), (facts, model, more) => {
    const before = scoreOrMinusOne(facts, model);
    if (facts.usageCount !== null) {
      const usageCount = facts.usageCount + more;
      expect(scoreOrMinusOne({ ...facts, usageCount }, model)).toBeGreaterThanOrEqual(before);
    }
    if (facts.engagementCount !== null) {
      const engagementCount = facts.engagementCount + more;
      expect(scoreOrMinusOne({ ...facts, engagementCount }, model)).toBeGreaterThanOrEqual(before);
    }
  }));
});

Deno.test("one more incident never raises a score", () => {
  fc.assert(fc.property(anyFacts, anyModel, fc.constantFrom(...SEVERITIES), fc.boolean(), (...given) => {
    const [facts, model, severity, open] = given;
    const incidents = [...facts.incidents, incidentOf("new", severity, { open, externalId: "A" })];
    const after = scoreOrMinusOne({ ...facts, incidents }, model);
    expect(after).toBeLessThanOrEqual(scoreOrMinusOne(facts, model));
  }));
});

Deno.test("scaling all weights changes nothing", () => {
  // powers of two, so that the scaled weights are still the decimals they look like
  fc.assert(fc.property(anyFacts, anyModel, fc.constantFrom(2, 8, 0.5), (facts, model, factor) => {
    expect(assess(facts, scaled(model, factor))).toEqual(assess(facts, model));
  }));
});

Deno.test("the order of incidents changes nothing", () => {
  const shuffled = anyFacts.chain((facts) =>
    fc.shuffledSubarray([...facts.incidents], { minLength: facts.incidents.length })
      .map((incidents) => ({ facts, incidents }))
  );
  fc.assert(fc.property(shuffled, anyModel, ({ facts, incidents }, model) => {
    expect(assess({ ...facts, incidents }, model)).toEqual(assess(facts, model));
  }));
});

Deno.test("each incident is explained once, however many duplicates there are", () => {
  fc.assert(fc.property(anyFacts, anyModel, (facts, model) => {
    const { components: [, , incident] } = assess(facts, model);
    const explained = incident?.facts.kind === "penalties" ? incident.facts.incidents.length : -1;
    expect(explained).toBe(new Set(facts.incidents.map(incidentIdentity)).size);
  }));
});
