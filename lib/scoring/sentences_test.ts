import { expect } from "@std/expect";
import { DEFAULT_SCORE_MODEL } from "@/lib/scoring/default_model.ts";
import { scoreClient } from "@/lib/scoring/score.ts";
import { explainSentence, remedySentence, worstDriver } from "@/lib/scoring/sentences.ts";
import { factsOf, incidentOf } from "@/lib/scoring/test_facts.ts";
import { trendOf } from "@/lib/scoring/trend.ts";
import type { IncidentFact, ScoreFacts, ScoreModel } from "@/lib/scoring/types.ts";
import { heldHint } from "@/lib/scoring/words.ts";

const model = DEFAULT_SCORE_MODEL;
const { trend } = model;

function healthOf(overrides: Partial<ScoreFacts>, scoreModel: ScoreModel = model) {
  return scoreClient(factsOf(overrides), scoreModel);
}

/** `count` incidents of one kind with ids that sort in order. */
function several(
  count: number,
  severity: IncidentFact["severity"],
  overrides: Partial<IncidentFact> = {},
): IncidentFact[] {
  return Array.from(
    { length: count },
    (_, index) => incidentOf(`${severity} ${overrides.open ?? true} ${index + 1}`, severity, overrides),
  );
}

Deno.test("worstDriver says what costs the most, in figures", () => {
  // 40 − 0.4 · 24.08 = 30.368
  const { pointsLost, ...driver } = worstDriver(healthOf({ usageCount: 1204 })) ?? {};
  expect(driver).toEqual({ component: "usage", sentence: "API calls 1,204 of 5,000 (\u221230)" });
  expect(pointsLost).toBeCloseTo(30.368, 9);
  expect(worstDriver(healthOf({ engagementCount: 9 }))?.sentence).toBe("Logins 9 of 30 (\u221221)");
});

Deno.test("worstDriver counts a new client against its pro-rated expectation", () => {
  // 7/30 of 5000 is 1166.66…; 40 · (1 − 300 / 1166.66…) = 29.7
  expect(worstDriver(healthOf({ usageCount: 300, daysSinceStart: 3 }))?.sentence)
    .toBe("API calls 300 of 1,167 (\u221230)");
  // 8/30 of 5 logins is 1.33…; 30 · (1 − 1 / 1.33…) = 7.5
  const fewLogins = { ...model, engagement: { ...model.engagement, expected: 5 } };
  expect(worstDriver(healthOf({ engagementCount: 1, daysSinceStart: 8 }, fewLogins))?.sentence)
    .toBe("Logins 1 of 1.3 (\u22127.5)");
});

Deno.test("worstDriver has one decimal at most, where whole points do not lead to the score", () => {
  // 100 − 4.136 − 1 − 3.375 = 91.489, so 91: fewer decimals lead to 92, or do not add up
  const incidents = [...several(1, "critical", { open: false }), ...several(1, "low", { open: false })];
  const health = healthOf({ usageCount: 4483, engagementCount: 29, incidents });
  expect(explainSentence(health, null)).toBe(
    "91 (91.489 rounded): API calls 4,483 of 5,000 (\u22124.136), " +
      "one resolved critical and one resolved low incident (\u22123.375), logins 29 of 30 (\u22121)",
  );
  expect(worstDriver(health)?.sentence).toBe("API calls 4,483 of 5,000 (\u22124.1)");
});

Deno.test("worstDriver groups incidents by severity", () => {
  const sentenceOf = (incidents: IncidentFact[]) => worstDriver(healthOf({ incidents }))?.sentence;
  expect(sentenceOf(several(2, "critical"))).toBe("Two critical incidents (\u221224)");
  expect(sentenceOf(several(1, "high"))).toBe("One high incident (\u22127.5)");
  expect(sentenceOf([...several(1, "high"), ...several(1, "critical")]))
    .toBe("One critical and one high incident (\u221219.5)");
  expect(sentenceOf([...several(1, "medium"), ...several(3, "low", { open: false })]))
    .toBe("One medium and three resolved low incidents (\u22124)");
  expect(sentenceOf(several(12, "low"))).toBe("12 low incidents (\u221218)");
  expect(sentenceOf([
    ...several(1, "critical"),
    ...several(2, "high"),
    ...several(1, "low"),
    ...several(1, "high", { open: false }),
  ])).toBe("One critical, two high and two other incidents (\u221230)");
});

Deno.test("worstDriver does not mention incidents that cost nothing", () => {
  const penalties = { ...model.incident.penalties, low: 0 };
  const kindModel = { ...model, incident: { ...model.incident, penalties } };
  const incidents = [...several(3, "low"), ...several(1, "critical")];
  expect(worstDriver(healthOf({ incidents }, kindModel))?.sentence).toBe("One critical incident (\u221212)");
});

Deno.test("worstDriver names what never came when there is no score, the heaviest first", () => {
  expect(worstDriver(healthOf({ usageCount: null, engagementCount: null })))
    .toEqual({ component: "usage", sentence: "No API calls or logins yet", pointsLost: 0 });
  // Incidents and logins are 60 %: with a minimum of 70 % there is no score, but there is data
  expect(worstDriver(healthOf({ usageCount: null }, { ...model, minimumCoverage: 0.7 }))?.sentence)
    .toBe("No API calls yet");
});

Deno.test("worstDriver is null when nothing costs a whole point", () => {
  expect(worstDriver(healthOf({}))).toBeNull();
  // 40 − 39.6 = 0.4 lost
  expect(worstDriver(healthOf({ usageCount: 4950 }))).toBeNull();
});

Deno.test("explainSentence gives score, change and reasons, the costliest first", () => {
  // 12 + 24 + 0.3 · 20
  const health = healthOf({ usageCount: 1500, engagementCount: 24, incidents: several(2, "critical") });
  const reasons =
    "API calls 1,500 of 5,000 (\u221228), two critical incidents (\u221224), logins 24 of 30 (\u22126)";
  expect(explainSentence(health, trendOf(42, 75, trend), "Monday")).toBe(
    `42, down 33 since Monday: ${reasons}`,
  );
  expect(explainSentence(health, trendOf(42, 30, trend))).toBe(`42, up 12 in 7 days: ${reasons}`);
  expect(explainSentence(health, trendOf(42, 41, trend))).toBe(`42, steady over 7 days: ${reasons}`);
  expect(explainSentence(health, trendOf(42, 41, trend), "Monday")).toBe(
    `42, steady since Monday: ${reasons}`,
  );
  expect(explainSentence(health, trendOf(42, 42, trend))).toBe(`42, no change in 7 days: ${reasons}`);
  expect(explainSentence(health, trendOf(42, 42, trend), "Monday")).toBe(
    `42, no change since Monday: ${reasons}`,
  );
  expect(explainSentence(health, { delta: 3, direction: "up", days: 1 })).toBe(
    `42, up 3 in 1 day: ${reasons}`,
  );
  expect(explainSentence(health, null)).toBe(`42: ${reasons}`);
});

Deno.test("explainSentence says which part of the model the score stands on", () => {
  // 40 − 32 of 70 is 11.4 lost of 100
  expect(explainSentence(healthOf({ usageCount: 4000, engagementCount: null }), null))
    .toBe("89, on 70 % of the model: API calls 4,000 of 5,000 (\u221211), no logins yet");
});

Deno.test("explainSentence says that there is too little data, and never more than there is", () => {
  expect(explainSentence(healthOf({ usageCount: null, engagementCount: null }), null))
    .toBe("Not enough data: only 30 % of the model has data");
  const health = { ...healthOf({ usageCount: null, engagementCount: null }), coverage: 0.4999 };
  expect(explainSentence(health, null)).toBe("Not enough data: only 49 % of the model has data");
  expect(explainSentence({ ...health, coverage: 0.29 }, null))
    .toBe("Not enough data: only 29 % of the model has data");
});

Deno.test("explainSentence of a full score names no reason", () => {
  expect(explainSentence(healthOf({}), trendOf(100, 95, trend), "Monday"))
    .toBe("100, up 5 since Monday: nothing takes a point away");
});

/** In a window of the default model, with no part full. */
const OF = {
  windowDays: 30,
  components: (["usage", "engagement", "incident"] as const).map((key) => ({ key, value: 50 })),
};

Deno.test("remedySentence says what to do", () => {
  const remedy = { reachable: true, band: "healthy", score: 70 } as const;
  expect(remedySentence({
    ...remedy,
    component: "usage",
    telemetryType: "api_call",
    additionalCount: 3800,
  }, OF)).toBe("3,800 more API calls within 30 days");
  const login = { ...remedy, component: "engagement", telemetryType: "login", additionalCount: 1 } as const;
  expect(remedySentence(login, { ...OF, windowDays: 1 })).toBe("1 more login within 1 day");
});

Deno.test("remedySentence names the incidents to resolve, three at most", () => {
  const sentenceOf = (count: number) =>
    healthOf({ usageCount: 2500, engagementCount: 30, incidents: several(count, "medium") })
      .remedies.filter(({ component }) => component === "incident")
      .map((remedy) => remedySentence(remedy, OF));
  // 50 + 0.3 · 60 = 68, one resolved gives 70.25; 50 + 0.3 · 20 = 56, six resolved give 69.5
  expect(sentenceOf(4)).toEqual(["Resolve 1 incident: Incident medium true 1"]);
  expect(sentenceOf(8)).toEqual([
    "Resolve 6 incidents: Incident medium true 1, Incident medium true 2, Incident medium true 3 and 3 more",
  ]);
});

Deno.test("remedySentence says why not", () => {
  expect(remedySentence({ component: "incident", reachable: false, score: 61 }, OF))
    .toBe("Incidents alone cannot bring it back: at best 61");
  expect(remedySentence({ component: "usage", reachable: false, score: null }, OF))
    .toBe("Usage alone cannot bring it back");
});

Deno.test("remedySentence does not ask for more of what is full", () => {
  // 40 + 9 · 1 + 0.3 · 20 = 55: the calls are all there, and the logins alone end at 76
  const health = healthOf({ engagementCount: 9, incidents: several(2, "critical") });
  expect(health.remedies.map((remedy) => remedySentence(remedy, { ...health, windowDays: 30 }))).toEqual([
    "Usage is already full",
    "15 more logins within 30 days",
    "Resolve 2 incidents: Incident critical true 1, Incident critical true 2",
  ]);
  const calm = healthOf({ usageCount: 500, engagementCount: 3 });
  expect(calm.remedies.map((remedy) => remedySentence(remedy, { ...calm, windowDays: 30 }))).toContain(
    "No incident takes a point away",
  );
});

Deno.test("a type that used to come is silent since its last day, not without data", () => {
  const silentSince = { usage: null, engagement: "2026-11-03" };
  const health = healthOf({ usageCount: null, engagementCount: 0, silentSince });
  // Logins and incidents share 60 %: 50 + 0
  expect(explainSentence(health, null)).toBe(
    "50, on 60 % of the model: logins 0 of 30, silent since 3 Nov 2026 (\u221250), no API calls yet",
  );
  expect(worstDriver(health)?.sentence).toBe("Logins 0 of 30, silent since 3 Nov 2026 (\u221250)");
});

Deno.test("a band that is held on to is said with its score", () => {
  // 40 + 21 + 10 = 71 after at risk; 40 + 30 − 2 = 68 after healthy
  const rising = healthOf({ engagementCount: 1, previousBand: "at_risk" });
  expect([rising.score, rising.band, rising.heldUntil]).toEqual([71, "at_risk", 73]);
  expect(explainSentence(rising, trendOf(71, 50, trend))).toBe(
    "71, still at risk until 73, up 21 in 7 days: logins 1 of 30 (\u221229)",
  );
  expect(heldHint(rising)).toBe("Still at risk until 73");
  const falling = healthOf({ usageCount: 1000, previousBand: "healthy" });
  expect([falling.score, falling.band, falling.heldUntil]).toEqual([68, "healthy", 67]);
  expect(heldHint(falling)).toBe("Still healthy until it falls to 67");
  expect(explainSentence(falling, null)).toBe(
    "68, still healthy until it falls to 67: API calls 1,000 of 5,000 (\u221232)",
  );
  expect(heldHint(healthOf({ usageCount: 1000 }))).toBeUndefined();
});

Deno.test("explainSentence shows what is rounded where whole points do not lead to the score", () => {
  // 15.24 + 15 + 0.3 · 55 = 46.74, so 47; whole points would be 25, 15 and 14, and lead to 46
  const incidents = [...several(1, "critical"), ...several(1, "low")];
  expect(explainSentence(healthOf({ usageCount: 1905, engagementCount: 15, incidents }), null)).toBe(
    "47 (46.7 rounded): API calls 1,905 of 5,000 (\u221224.8), logins 15 of 30 (\u221215), " +
      "one critical and one low incident (\u221213.5)",
  );
});
