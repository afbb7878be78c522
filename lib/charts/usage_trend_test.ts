import { expect } from "@std/expect";
import { isLonePoint, usageLanes } from "@/lib/charts/usage_trend.ts";

/** From 1 March 2026 on. */
function days(...counts: (Record<string, number> | null)[]) {
  return {
    today: `2026-03-${String(counts.length).padStart(2, "0")}`,
    days: counts.map((counts, index) => ({ day: `2026-03-${String(index + 1).padStart(2, "0")}`, counts })),
  };
}

Deno.test("a lane a type, the busiest first", () => {
  const lanes = usageLanes(days({ login: 3, api_call: 10 }, { login: 30, api_call: 4 }));
  expect(lanes.map(({ type, unit, counts }) => [type, unit, counts])).toEqual([
    ["login", "logins", [3, 30]],
    ["api_call", "API calls", [10, 4]],
  ]);
  expect(usageLanes(days(null, null))).toEqual([]);
});

Deno.test("a day without data is a gap, a day of others' data is a zero once the type is known", () => {
  const [, logins] = usageLanes(days({ api_call: 9 }, { api_call: 9, login: 1 }, null, { api_call: 9 }));
  expect(logins?.counts).toEqual([null, 1, null, 0]);
});

Deno.test("the lanes begin at the first data of anyone, and today keeps its place", () => {
  const empty = [null, null, null];
  const [calls] = usageLanes(days(...empty, ...Array.from({ length: 9 }, () => ({ api_call: 1 }))));
  expect([calls?.days[0], calls?.counts.length, calls?.openFrom]).toEqual(["2026-03-04", 9, 8]);
});

Deno.test("usual is the median of the other days of the same weekday, without today", () => {
  const week = (
    first: number,
  ) => [{ api_call: first }, ...Array.from({ length: 6 }, () => ({ api_call: 1 }))];
  // The first weekday of five weeks; the last of them is today.
  const [lane] = usageLanes(days(...week(10), ...week(20), ...week(60), ...week(30), { api_call: 5 }));
  expect(lane?.usual[28]).toBe(25);
  expect(lane?.usual[0]).toBe(30);
  expect(lane?.usual[1]).toBe(1);
  const [short] = usageLanes(days(...week(10), { api_call: 5 }));
  expect(short?.usual[7]).toBeNull();
});

Deno.test("days that are not over count for no usual: UTC's and the one that has begun east of it", () => {
  const counts = (first: number) => [first, 1, 1, 1, 1, 1, 1].map((api_call) => ({ api_call }));
  const { days: all } = days(...counts(10), ...counts(20), ...counts(30), { api_call: 2 }, { api_call: 7 });
  const [lane] = usageLanes({ today: "2026-03-22", days: all });
  expect(lane?.openFrom).toBe(21);
  expect(lane?.usual.slice(-2)).toEqual([20, 1]);
  expect(lane?.usual[0]).toBe(25);
});

Deno.test("a point between two gaps is a lone one", () => {
  const values = [1, null, 2, null, 3, 4];
  expect(values.map((_, index) => isLonePoint(values, index))).toEqual([
    true,
    false,
    true,
    false,
    false,
    false,
  ]);
});
