import { expect } from "@std/expect";
import { levelAt, STEADY } from "@/lib/seed/profile.ts";

Deno.test("a course changes evenly between its corners and holds before the first and after the last", () => {
  const course = [[30, 1], [20, 0.5], [10, 0]] as const;
  expect(levelAt(course, 45)).toBe(1);
  expect(levelAt(course, 30)).toBe(1);
  expect(levelAt(course, 25)).toBe(0.75);
  expect(levelAt(course, 20)).toBe(0.5);
  expect(levelAt(course, 15)).toBe(0.25);
  expect(levelAt(course, 10)).toBe(0);
  expect(levelAt(course, 0)).toBe(0);
});

Deno.test("a steady course is one on every day", () => {
  expect([59, 30, 0].map((daysAgo) => levelAt(STEADY, daysAgo))).toEqual([1, 1, 1]);
});
