import { expect } from "@std/expect";
import { dailyFigure, usageDaySentence, usageSummary } from "@/components/client/usage_words.ts";

const days = [
  { day: "2026-03-10", count: 180 },
  { day: "2026-03-11", count: null },
  { day: "2026-03-12", count: 0 },
];

Deno.test("usage is told in a sentence: what earns full points, and that a gap is no zero", () => {
  expect(usageSummary(days, "api_call", 5_000 / 30)).toBe(
    "180 API calls on 2 days; 167 a day earns full points; no data on 1 day",
  );
  expect(usageSummary(days.slice(1, 2), "login", 1)).toBe("No data in 1 day");
  expect(usageSummary(days.slice(2), "page_view", null)).toBe("0 page view events on 1 day");
  expect(usageSummary([{ day: "2026-03-10", count: 1 }], "api_call", 1)).toBe(
    "1 API call on 1 day; 1 a day earns full points",
  );
});

Deno.test("a day is told with what earns full points", () => {
  expect(days.map((day) => usageDaySentence(day, "api_call", 5_000 / 30))).toEqual([
    "Tue 10 Mar: 180 API calls; 167 a day earns full points",
    "Wed 11 Mar: no data",
    "Thu 12 Mar: 0 API calls; 167 a day earns full points",
  ]);
});

Deno.test("a day's share of what is expected is rounded up, so that it does earn full points", () => {
  // 166 · 30 = 4,980 of 4,990; 0.3 · 30 = 9 of 10
  expect([dailyFigure(1), dailyFigure(10 / 30), dailyFigure(4_990 / 30)]).toEqual(["1", "0.4", "167"]);
  expect([dailyFigure(0.1), dailyFigure(0.7), dailyFigure(9.95)]).toEqual(["0.1", "0.7", "10"]);
});
