import { expect } from "@std/expect";
import fc from "fast-check";
import { assess } from "@/lib/scoring/assessment.ts";
import { DEFAULT_SCORE_MODEL } from "@/lib/scoring/default_model.ts";
import { sentenceDecimals, shownFigure, stepFigures, tableFigures } from "@/lib/scoring/figures.ts";
import { anyFacts, anyModel, factsOf, incidentOf } from "@/lib/scoring/test_facts.ts";
import { scoreClient } from "@/lib/scoring/score.ts";
import { explainSentence } from "@/lib/scoring/sentences.ts";

const model = DEFAULT_SCORE_MODEL;

Deno.test("a score shows as many decimals as make its rounding come out", () => {
  // 0.008 · 1,935 = 15.48 and 15 · 1 and nothing of the incidents: 30.48 is 30, though 30.5 would be 31
  const incidents = ["1", "2", "3"].map((id) => incidentOf(id, "critical"));
  const health = assess(factsOf({ usageCount: 1935, engagementCount: 15, incidents }), model);
  expect([health.score, shownFigure(health.unrounded ?? 0, 1)]).toEqual([30, 30.5]);
  expect([stepFigures(health), tableFigures(health)]).toEqual([
    { decimals: 2, addUp: true },
    { decimals: 2, addUp: true },
  ]);
  // 40 + 30 + 0.3 · 55 = 86.5
  const half = assess(factsOf({ incidents: [incidentOf("1", "critical"), incidentOf("2", "low")] }), model);
  expect([half.score, stepFigures(half).decimals]).toEqual([87, 1]);
});

Deno.test("thirds that no number of decimals adds up are known as such", () => {
  // 100/9 + 100/9 + 100/3 = 500/9: 11.1 + 11.1 + 33.3 is not 55.6, with more decimals neither; 22.2 is lost twice
  const third = { weight: 1, expected: 3 };
  const thirds = {
    ...model,
    usage: { ...model.usage, ...third },
    engagement: { ...model.engagement, ...third },
    incident: { ...model.incident, weight: 1 },
  };
  const health = assess(factsOf({ usageCount: 1, engagementCount: 1 }), thirds);
  expect(health.score).toBe(56);
  expect([stepFigures(health), tableFigures(health)]).toEqual([
    { decimals: 1, addUp: true },
    { decimals: 1, addUp: false },
  ]);
});

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

Deno.test("the steps as shown add up to the score as shown, and that rounds to the score, or it is said", () => {
  fc.assert(fc.property(anyFacts, anyModel, (facts, anyWeights) => {
    const health = assess(facts, anyWeights);
    if (health.score === null || health.unrounded === null) return;
    const { decimals, addUp } = stepFigures(health);
    const shown = (value: number) => shownFigure(value, decimals);
    expect(Math.floor(shown(health.unrounded) + 0.5)).toBe(health.score);
    const left = 100 - sum(health.components.map(({ pointsLost }) => shown(pointsLost)));
    expect(shown(left) === shown(health.unrounded)).toBe(addUp);
  }));
});

Deno.test("rows and columns of the calculation come out as shown, or it is said", () => {
  fc.assert(fc.property(anyFacts, anyModel, (facts, anyWeights) => {
    const health = assess(facts, anyWeights);
    const { decimals, addUp } = tableFigures(health);
    if (health.unrounded === null || !addUp) return;
    const shown = (value: number) => shownFigure(value, decimals);
    expect(shown(sum(health.components.map(({ points }) => shown(points))))).toBe(shown(health.unrounded));
    for (const { value, weightUsed, points, pointsLost, facts: behind } of health.components) {
      if (value === null) continue;
      expect(shown(shown(points) + shown(pointsLost))).toBe(shown(100 * weightUsed));
      expect(shown(shown(value) * shown(100 * weightUsed) / 100)).toBe(shown(points));
      if (behind.kind !== "penalties" || behind.total > 100) continue;
      expect(shown(sum(behind.incidents.map(({ penalty }) => shown(penalty * weightUsed))))).toBe(
        shown(pointsLost),
      );
    }
  }));
});

Deno.test("the points of a sentence lead to its score, or it says what was rounded", () => {
  fc.assert(fc.property(anyFacts, anyModel, (facts, anyWeights) => {
    const health = scoreClient(facts, anyWeights);
    if (health.score === null) return;
    const sentence = explainSentence(health, null);
    const points = [...sentence.matchAll(/\(−([\d.]+)\)/g)].map(([, figure]) => Number(figure));
    const left = 100 - points.reduce((total, value) => total + value, 0);
    const [, rounded, parts] = /^\d+ \(([\d.]+) rounded(, as each part is)?\)/.exec(sentence) ?? [];
    const total = rounded === undefined ? health.score : Number(rounded);
    expect(Math.floor(total + 0.5)).toBe(health.score);
    if (parts === undefined) expect(left).toBeCloseTo(total, 6);
    if (sentenceDecimals(health) === 0) expect(rounded).toBeUndefined();
  }));
});
