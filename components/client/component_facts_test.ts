import { expect } from "@std/expect";
import { componentFacts } from "@/components/client/component_facts.ts";
import type { BaselineFacts, IncidentPenalty, PenaltyFacts, ScoreComponent } from "@/lib/scoring/types.ts";

function component(facts: BaselineFacts | PenaltyFacts): ScoreComponent {
  return { key: "usage", value: 50, weight: 0.4, weightUsed: 0.4, points: 20, pointsLost: 20, facts };
}

function baseline(overrides: Partial<BaselineFacts>): ScoreComponent {
  return component({
    kind: "baseline",
    telemetryType: "api_call",
    count: 2500,
    expected: 5000,
    proRata: 1,
    ...overrides,
  });
}

function incident(open: boolean): IncidentPenalty {
  return { id: "1", externalId: null, title: "Checkout down", severity: "high", open, penalty: 25 };
}

Deno.test("a baseline says count, expectation and type", () => {
  expect(componentFacts(baseline({}))).toBe("2,500 of 5,000 API calls expected");
});

Deno.test("a zero is measured, a null was never received", () => {
  expect(componentFacts(baseline({ count: 0 }))).toBe("0 of 5,000 API calls expected");
  expect(componentFacts(baseline({ count: null }))).toBe("No API calls received yet");
});

Deno.test("a type that used to come says since when it does not, and that this counts as zero", () => {
  const silent = baseline({ telemetryType: "login", count: 0, expected: 30, silentSince: "2026-11-03" });
  expect(componentFacts(silent, "2026-11-28")).toBe(
    "0 of 30 logins expected. Silent since 3 Nov; counted as zero because it used to send",
  );
  expect(componentFacts(silent, "2027-01-02")).toBe(
    "0 of 30 logins expected. Silent since 3 Nov 2026; counted as zero because it used to send",
  );
});

Deno.test("one is not told as many", () => {
  expect(componentFacts(baseline({ telemetryType: "login", count: 1, expected: 1 }))).toBe(
    "1 of 1 login expected",
  );
});

Deno.test("a new client's smaller expectation is said", () => {
  expect(componentFacts(baseline({ telemetryType: "login", count: 3, expected: 7.5, proRata: 0.25 }))).toBe(
    "3 of 7.5 logins expected, less for a new client",
  );
});

Deno.test("incidents are told open from resolved", () => {
  const facts = (incidents: IncidentPenalty[]) =>
    componentFacts(component({ kind: "penalties", incidents, total: 0 }));
  expect(facts([])).toBe("No unresolved incident, none resolved lately");
  expect(facts([incident(true)])).toBe("1 unresolved incident");
  expect(facts([incident(true), incident(true), incident(false)])).toBe(
    "2 unresolved incidents, 1 resolved lately",
  );
});
