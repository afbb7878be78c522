import { expect } from "@std/expect";
import { bubbleRadius, disagreeing, mapAccounts } from "@/lib/charts/score_map.ts";

function point(name: string, mrr: number, score: number) {
  const band = score >= 70 ? "healthy" as const : score >= 40 ? "at_risk" as const : "critical" as const;
  return { clientId: name, name, band, score, mrr, usage: null };
}

Deno.test("a large account at risk and a small healthy one stand out, those in order do not", () => {
  const accounts = mapAccounts([
    point("Whale", 900, 30), // pays more than 4 of 4, scores better than 0: 1 − 0
    point("Steady", 700, 80), // 3/4 − 2/4
    point("Middle", 500, 60), // 2/4 − 1/4
    point("Keen", 300, 95), // 1/4 − 3/4
    point("Tiny", 100, 99), // 0 − 1
  ]);
  expect(accounts.map(({ gap }) => gap)).toEqual([1, 0.25, 0.25, -0.5, -1]);
  expect(disagreeing(accounts, "at_stake").map(({ name }) => name)).toEqual(["Whale"]);
  expect(disagreeing(accounts, "room_to_grow").map(({ name }) => name)).toEqual(["Tiny", "Keen"]);
});

Deno.test("a healthy account is never at stake, and few accounts have no ranks", () => {
  const healthy = [point("A", 900, 71), point("B", 3, 80), point("C", 2, 90), point("D", 1, 95)];
  expect(disagreeing(mapAccounts(healthy), "at_stake")).toEqual([]);
  const few = [point("A", 900, 10), point("B", 3, 80), point("C", 2, 90)];
  expect(mapAccounts(few).map(({ disagreement }) => disagreement)).toEqual([null, null, null]);
});

Deno.test("the area of a bubble grows with usage, from the smallest to the largest", () => {
  const radii = { least: 3, largest: 5 };
  expect(bubbleRadius(null, 100, radii)).toBe(3);
  expect(bubbleRadius(0, 0, radii)).toBe(3);
  expect(bubbleRadius(100, 100, radii)).toBe(5);
  // 9 + (25 − 9) / 4 = 13
  expect(bubbleRadius(25, 100, radii)).toBe(Math.sqrt(13));
});
