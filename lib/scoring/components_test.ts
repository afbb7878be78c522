import { expect } from "@std/expect";
import { measureComponents } from "@/lib/scoring/components.ts";
import { DEFAULT_SCORE_MODEL } from "@/lib/scoring/default_model.ts";
import { factsOf, incidentOf } from "@/lib/scoring/test_facts.ts";
import type { ScoreFacts } from "@/lib/scoring/types.ts";

/** Values as fractions, in the order usage, engagement, incident. */
function valuesOf(overrides: Partial<ScoreFacts>): (string | null)[] {
  return measureComponents(factsOf(overrides), DEFAULT_SCORE_MODEL)
    .map(({ value }) => value === null ? null : value.toFraction());
}

Deno.test("measureComponents takes a count's share of what is expected, at most 100", () => {
  expect(valuesOf({ usageCount: 2500, engagementCount: 10 })).toEqual(["50", "100/3", "100"]);
  expect(valuesOf({ usageCount: 5001, engagementCount: 300 })).toEqual(["100", "100", "100"]);
});

Deno.test("measureComponents tells no data from a measured zero", () => {
  expect(valuesOf({ usageCount: null, engagementCount: 0 })).toEqual([null, "0", "100"]);
});

Deno.test("measureComponents never takes more than all of the incident component", () => {
  const incidents = [
    incidentOf("1", "critical"),
    incidentOf("2", "critical"),
    incidentOf("3", "high"),
  ];
  const [, , incident] = measureComponents(factsOf({ incidents }), DEFAULT_SCORE_MODEL);
  expect(incident?.value?.toFraction()).toBe("0");
  expect(incident?.facts).toMatchObject({ kind: "penalties", total: 105 });
});

Deno.test("measureComponents measures a client of 0 and of 7 days against 7/30 of the expected counts", () => {
  for (const daysSinceStart of [0, 7]) {
    // 7/30 of 5000 is 1166.66…, so 1000 calls earn 600/7; 7/30 of 30 logins is 7
    expect(valuesOf({ usageCount: 1000, engagementCount: 7, daysSinceStart })).toEqual([
      "600/7",
      "100",
      "100",
    ]);
  }
});

Deno.test("measureComponents measures a client of 15 days against half, of 30 days and more against all", () => {
  const counts = { usageCount: 2000, engagementCount: 6 };
  expect(valuesOf({ ...counts, daysSinceStart: 15 })).toEqual(["80", "40", "100"]);
  expect(valuesOf({ ...counts, daysSinceStart: 30 })).toEqual(["40", "20", "100"]);
  expect(valuesOf({ ...counts, daysSinceStart: 31 })).toEqual(["40", "20", "100"]);
});

Deno.test("measureComponents says the pro-rated expectation behind a value", () => {
  const [, engagement] = measureComponents(
    factsOf({ engagementCount: 6, daysSinceStart: 15 }),
    DEFAULT_SCORE_MODEL,
  );
  expect(engagement?.facts).toEqual({
    kind: "baseline",
    telemetryType: "login",
    count: 6,
    expected: 15,
    proRata: 0.5,
  });
});

Deno.test("measureComponents refuses a negative count", () => {
  expect(() => measureComponents(factsOf({ usageCount: -3 }), DEFAULT_SCORE_MODEL))
    .toThrow("Cannot score usage from a negative count: -3");
});
