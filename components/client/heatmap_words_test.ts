import { expect } from "@std/expect";
import { cellSentence, heatmapRows, heatmapSummary, levelRanges } from "@/components/client/heatmap_words.ts";
import type { HeatmapView } from "@/lib/client_detail/time_view.ts";

const heatmap: HeatmapView = {
  clientId: "7",
  timezone: "Europe/Berlin",
  first: "2026-03-09",
  last: "2026-03-12",
  begins: "2026-03-10",
  telemetryType: "login",
  thresholds: [2, 5, 9],
  days: [
    { day: "2026-03-09", logins: null, level: null },
    { day: "2026-03-10", logins: 0, level: 0 },
    { day: "2026-03-11", logins: 12, level: 4 },
    { day: "2026-03-12", logins: 1, level: 1 },
  ],
};

Deno.test("the whole is told in a sentence, with its gaps", () => {
  expect(heatmapSummary(heatmap)).toBe("13 logins on 2 of 4 days; no data on 1 day");
  expect(heatmapSummary({ ...heatmap, days: heatmap.days.slice(3) })).toBe("1 login on 1 of 1 day");
  expect(heatmapSummary({ ...heatmap, days: heatmap.days.slice(0, 1) })).toBe("No logins in 1 day");
});

Deno.test("each cell has a sentence: no data is not zero, and today is not over", () => {
  expect(heatmap.days.map((cell) => cellSentence(cell, { today: heatmap.last, telemetryType: "login" })))
    .toEqual([
      "Mon 9 Mar 2026: no data",
      "Tue 10 Mar 2026: no logins",
      "Wed 11 Mar 2026: 12 logins, one of the busiest days",
      "Today, Thu 12 Mar 2026: 1 login so far, a quiet day",
    ]);
});

Deno.test("the legend gives the counts of each level, and leaves out a level that no day has", () => {
  const counts = (thresholds: HeatmapView["thresholds"], days = heatmap.days) =>
    levelRanges({ thresholds, days }).map(({ level, counts }) => `${level}: ${counts}`);
  expect(counts([2, 5, 9])).toEqual(["0: 0", "1: 1–2", "2: 3–5", "3: 6–9", "4: over 9"]);
  expect(counts([1, 1, 2])).toEqual(["0: 0", "1: 1", "3: 2", "4: over 2"]);
  expect(counts([1, 1, 1], heatmap.days.slice(3))).toEqual(["0: 0", "1: 1"]);
  expect(counts(null)).toEqual(["0: 0"]);
});

Deno.test("in figures a row is a week from Monday on, the newest first", () => {
  const cell = (day: string, logins: number | null) => ({ day, logins, level: null });
  // A Saturday, a Sunday and a Monday.
  expect(heatmapRows({
    days: [cell("2026-03-07", 1), cell("2026-03-08", null), cell("2026-03-09", 0)],
  })).toEqual([
    ["9 Mar 2026", "0", "", "", "", "", "", ""],
    ["7 Mar 2026", "", "", "", "", "", "1", "no data"],
  ]);
});
