import { expect } from "@std/expect";
import fc from "fast-check";
import { type DayCount, toHeatmap } from "@/lib/clients/heatmap.ts";

const daysOf = (counts: (number | null)[]): DayCount[] =>
  counts.map((count, index) => ({ day: `2026-03-${String(index + 1).padStart(2, "0")}`, count }));
const levelsOf = (counts: (number | null)[]) => toHeatmap(daysOf(counts)).days.map(({ level }) => level);

Deno.test("the quarters of the active days get the levels 1 to 4, a zero 0 and a day without data none", () => {
  // Active: 1 2 3 4 5 6 7 8; the quartiles by nearest rank are 2, 4 and 6.
  expect(toHeatmap(daysOf([8, 7, 6, 5, 4, 3, 2, 1])).thresholds).toEqual([2, 4, 6]);
  expect(levelsOf([1, 2, 3, 4, 5, 6, 7, 8, 0, null])).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 0, null]);
});

Deno.test("a day far above the others is the only dark one", () => {
  expect(levelsOf([1, 1, 1, 1, 40])).toEqual([1, 1, 1, 1, 4]);
});

Deno.test("without an active day there are no thresholds", () => {
  expect(toHeatmap(daysOf([0, null])).thresholds).toBeNull();
  expect(levelsOf([0, null])).toEqual([0, null]);
  expect(toHeatmap([])).toEqual({ days: [], thresholds: null });
});

Deno.test("property: more never looks like less, and only nothing looks like nothing", () => {
  fc.assert(fc.property(fc.array(fc.option(fc.nat(50)), { maxLength: 60 }), (counts) => {
    const { days } = toHeatmap(daysOf(counts));
    for (const a of days) {
      expect(a.level === 0).toBe(a.count === 0);
      expect(a.level === null).toBe(a.count === null);
      for (const b of days) {
        if (a.count !== null && b.count !== null && a.count <= b.count) {
          expect(Number(a.level)).toBeLessThanOrEqual(Number(b.level));
        }
      }
    }
  }));
});
