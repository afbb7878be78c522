import { expect } from "@std/expect";
import { keyTarget, monthLabels, placeOf, weekCount, weekdayOf } from "@/components/client/calendar.ts";

/** Consecutive days, without Temporal or time zones. */
function daysFrom(first: string, count: number): string[] {
  const start = Date.parse(`${first}T00:00:00Z`);
  return Array.from(
    { length: count },
    (_, index) => new Date(start + index * 86_400_000).toISOString().slice(0, 10),
  );
}

Deno.test("a week begins on Monday", () => {
  // 2 March 2026 was a Monday, 1 March a Sunday.
  expect(weekdayOf("2026-03-02")).toBe(0);
  expect(weekdayOf("2026-03-01")).toBe(6);
});

Deno.test("days fill a column from their own weekday on", () => {
  // A first day on a Saturday: Sunday is below it, Monday begins the next column.
  expect([0, 1, 2, 9].map((index) => placeOf(index, 5))).toEqual([
    { week: 0, weekday: 5 },
    { week: 0, weekday: 6 },
    { week: 1, weekday: 0 },
    { week: 2, weekday: 0 },
  ]);
});

Deno.test("a year takes 53 columns, whatever weekday it begins on", () => {
  expect([0, 1, 2, 3, 4, 5, 6].map((weekday) => weekCount(365, weekday))).toEqual([
    53,
    53,
    53,
    53,
    53,
    53,
    53,
  ]);
});

Deno.test("months stand above the week of their first day; one that is hardly seen has no label", () => {
  // 25 February 2026 is a Wednesday; 1 March lies in the same column, 1 April, a Wednesday, 5 columns on.
  expect(monthLabels(daysFrom("2026-02-25", 60))).toEqual([
    { week: 0, month: "Mar" },
    { week: 5, month: "Apr" },
  ]);
  // Until 5 April, a Sunday: of April only one column is seen.
  expect(monthLabels(daysFrom("2026-02-25", 40))).toEqual([{ week: 0, month: "Mar" }]);
  expect(monthLabels([])).toEqual([]);
});

Deno.test("keys lead by days, weeks and to the ends, and never out of the calendar", () => {
  const lead = (from: number, key: string, whole = false) => keyTarget(from, { key, whole }, 30);
  expect(lead(10, "ArrowUp")).toBe(9);
  expect(lead(10, "ArrowDown")).toBe(11);
  expect(lead(10, "ArrowLeft")).toBe(3);
  expect(lead(10, "ArrowRight")).toBe(17);
  expect(lead(3, "ArrowLeft")).toBe(null);
  expect(lead(29, "ArrowDown")).toBe(null);
  // 3, 10, 17, 24 are the days of one row.
  expect(lead(17, "Home")).toBe(3);
  expect(lead(10, "End")).toBe(24);
  expect(lead(10, "PageUp")).toBe(3);
  expect(lead(10, "PageDown")).toBe(24);
  expect(lead(0, "PageDown")).toBe(28);
  expect([lead(10, "Home", true), lead(10, "End", true)]).toEqual([0, 29]);
  expect(lead(10, "Enter")).toBe(null);
});
