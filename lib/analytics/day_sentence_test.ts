import { expect } from "@std/expect";
import { daySentence } from "@/lib/analytics/day_sentence.ts";

type Day = Parameters<typeof daySentence>[0];

function day(overrides: Partial<Omit<Day, "byBand">> & { byBand?: Partial<Day["byBand"]> }): Day {
  const byBand = { healthy: 0, at_risk: 0, critical: 0, unknown: 0, ...overrides.byBand };
  return { clients: 15, unscored: 0, mrrAtRisk: [], biggestFall: null, ...overrides, byBand };
}

const euros = (amount: number) => ({ amount, currency: "EUR" });

Deno.test("several at risk: how many, how much money, and who fell most", () => {
  expect(daySentence(day({
    byBand: { at_risk: 3, critical: 1, healthy: 11 },
    mrrAtRisk: [euros(4_120_000)],
    biggestFall: { clientId: "a", name: "Acme", points: 33, days: 7 },
  }))).toBe("4 of 15 clients are at risk, €41,200 a month; Acme fell most, 33 points in 7 days");
});

Deno.test("one at risk, without revenue", () => {
  expect(daySentence(day({ byBand: { critical: 1 } }))).toBe("1 of 15 clients is at risk");
  expect(daySentence(day({ clients: 1, byBand: { critical: 1 } }))).toBe("1 of 1 client is at risk");
});

Deno.test("amounts of several currencies stand side by side", () => {
  const dollars = { amount: 300_000, currency: "USD" };
  const pounds = { amount: 20_000, currency: "GBP" };
  const sentence = (mrrAtRisk: Day["mrrAtRisk"]) => daySentence(day({ byBand: { at_risk: 2 }, mrrAtRisk }));
  expect(sentence([euros(4_120_000), dollars])).toBe(
    "2 of 15 clients are at risk, €41,200 and $3,000 a month",
  );
  expect(sentence([euros(4_120_000), dollars, pounds])).toBe(
    "2 of 15 clients are at risk, €41,200, $3,000 and £200 a month",
  );
  const rest = [{ amount: 9, currency: "JPY" }, { amount: 8, currency: "CHF" }];
  expect(sentence([euros(4_120_000), dollars, pounds, ...rest])).toBe(
    "2 of 15 clients are at risk, €41,200, $3,000, £200 and 2 other currencies a month",
  );
});

Deno.test("none at risk: said, with those that have no score", () => {
  expect(daySentence(day({ byBand: { healthy: 15 } }))).toBe("None of 15 clients is at risk");
  expect(daySentence(day({ byBand: { healthy: 12, unknown: 3 }, unscored: 3 }))).toBe(
    "None of 15 clients is at risk, 3 have no score yet",
  );
  expect(daySentence(day({ clients: 1, byBand: { healthy: 1 } }))).toBe("The one client is not at risk");
  expect(daySentence(day({
    byBand: { healthy: 15 },
    biggestFall: { clientId: "a", name: "Acme", points: 3, days: 1 },
  }))).toBe("None of 15 clients is at risk; Acme fell most, 3 points in 1 day");
});

Deno.test("nobody scored, and nobody at all", () => {
  expect(daySentence(day({ byBand: { unknown: 15 }, unscored: 15 }))).toBe(
    "None of 15 clients has a score yet",
  );
  expect(daySentence(day({ clients: 1, byBand: { unknown: 1 }, unscored: 1 }))).toBe(
    "The one client has no score yet",
  );
  expect(daySentence(day({ clients: 0 }))).toBe("No current clients");
});
