import { expect } from "@std/expect";
import { DEFAULT_SCORE_MODEL } from "@/lib/scoring/default_model.ts";
import { bandOf } from "@/lib/scoring/band.ts";
import {
  bandRules,
  componentShares,
  hysteresisExample,
  newClientExpectations,
  severityCosts,
  workedCases,
} from "@/lib/scoring/model_words.ts";

const MODEL = DEFAULT_SCORE_MODEL;

Deno.test("shares are the weights, normalised", () => {
  expect(componentShares(MODEL)).toEqual({ usage: 0.4, engagement: 0.3, incident: 0.3 });
  const heavy = {
    ...MODEL,
    usage: { ...MODEL.usage, weight: 2 },
    engagement: { ...MODEL.engagement, weight: 1 },
    incident: { ...MODEL.incident, weight: 1 },
  };
  expect(componentShares(heavy)).toEqual({ usage: 0.5, engagement: 0.25, incident: 0.25 });
});

Deno.test("an incident costs its penalty times the share of incidents, a quarter of it once resolved", () => {
  expect(severityCosts(MODEL)).toEqual([
    { severity: "critical", penalty: 40, open: 12, resolved: 3 },
    { severity: "high", penalty: 25, open: 7.5, resolved: 1.875 },
    { severity: "medium", penalty: 10, open: 3, resolved: 0.75 },
    { severity: "low", penalty: 5, open: 1.5, resolved: 0.375 },
  ]);
});

Deno.test("the edges that are told are those that scoring uses", () => {
  const rules = bandRules(MODEL.bands);
  expect(rules.map(({ band, from, to }) => [band, from, to])).toEqual([
    ["healthy", 70, 100],
    ["at_risk", 40, 69],
    ["critical", 0, 39],
  ]);
  for (const { band, from, to } of rules) {
    expect([bandOf(from, MODEL.bands), bandOf(to, MODEL.bands)]).toEqual([band, band]);
  }
  expect(rules.map(({ leaves }) => leaves)).toEqual([
    ["at 67 and below"],
    ["upwards at 73", "downwards at 37"],
    ["at 43 and above"],
  ]);
  expect([bandOf(68, MODEL.bands, "healthy"), bandOf(67, MODEL.bands, "healthy")]).toEqual([
    "healthy",
    "at_risk",
  ]);
  expect(hysteresisExample(MODEL.bands)).toMatch(/healthy stays so at 69/);
});

Deno.test("without hysteresis a band is left right at its edge", () => {
  const bands = { ...MODEL.bands, hysteresisPoints: 0 };
  expect(bandRules(bands).map(({ leaves }) => leaves)).toEqual([
    ["at 69 and below"],
    ["upwards at 70", "downwards at 39"],
    ["at 40 and above"],
  ]);
  expect(hysteresisExample(bands)).toBe(null);
});

Deno.test("the worked cases of the default model", () => {
  const { typical, partial, silent } = workedCases(MODEL);
  // 0.4 · 50 + 0.3 · 80 + 0.3 · (100 − 40 − 2.5) = 20 + 24 + 17.25
  expect([typical.score.unrounded, typical.score.score, typical.score.band]).toEqual([61.25, 61, "at_risk"]);
  // (20 + 17.25) / 0.7 = 53.2…
  expect([partial.score.score, partial.score.coverage]).toEqual([53, 0.7]);
  expect([silent.score.score, silent.score.band, silent.score.coverage]).toEqual([null, "unknown", 0.3]);
});

Deno.test("a new client is measured against its share of a month, a week's at least", () => {
  expect(newClientExpectations(MODEL).map(({ days, usage }) => [days, Math.round(usage)])).toEqual([
    [1, 1167],
    [15, 2500],
    [30, 5000],
  ]);
});
