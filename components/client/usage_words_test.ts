import { expect } from "@std/expect";
import { dailyFigure, usageDaySentence, usageSummary } from "@/components/client/usage_words.ts";

const days = [
  { day: "2026-03-10", count: 180 },
  { day: "2026-03-11", count: null },
  { day: "2026-03-12", count: 0 },
];

Deno.test("usage is told in a sentence: what is normal, and that a gap is no zero", () => {
  expect(usageSummary(days, "API calls", 5_000 / 30)).toBe(
    "180 API calls on 2 days; normal is 167 a day; no data on 1 day",
  );
  expect(usageSummary(days.slice(1, 2), "logins", 1)).toBe("No data in 1 day");
  expect(usageSummary(days.slice(2), "page view events", null)).toBe("0 page view events on 1 day");
});

Deno.test("a day is told with what is normal for it", () => {
  expect(days.map((day) => usageDaySentence(day, "API calls", 5_000 / 30))).toEqual([
    "Tue 10 Mar: 180 API calls; normal is 167",
    "Wed 11 Mar: no data",
    "Thu 12 Mar: 0 API calls; normal is 167",
  ]);
});

Deno.test("a small expectation keeps a decimal", () => {
  expect([dailyFigure(1), dailyFigure(0.333), dailyFigure(166.67)]).toEqual(["1", "0.3", "167"]);
});
