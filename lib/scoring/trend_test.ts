import { expect } from "@std/expect";
import { trendOf } from "@/lib/scoring/trend.ts";

const model = { days: 7, thresholdPoints: 2 };

Deno.test("trendOf is up or down only beyond the threshold", () => {
  expect(trendOf(41, 74, model)).toEqual({ delta: -33, direction: "down", days: 7 });
  expect(trendOf(73, 70, model)).toEqual({ delta: 3, direction: "up", days: 7 });
  expect(trendOf(72, 70, model)).toEqual({ delta: 2, direction: "flat", days: 7 });
  expect(trendOf(68, 70, model)).toEqual({ delta: -2, direction: "flat", days: 7 });
  expect(trendOf(67, 70, model)).toEqual({ delta: -3, direction: "down", days: 7 });
});

Deno.test("trendOf is null when either moment has no score, and 0 is a score", () => {
  expect(trendOf(null, 70, model)).toBeNull();
  expect(trendOf(70, null, model)).toBeNull();
  expect(trendOf(0, 70, model)?.delta).toBe(-70);
});
