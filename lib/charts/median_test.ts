import { expect } from "@std/expect";
import { median } from "@/lib/charts/median.ts";

Deno.test("the median leaves out what is not there, and rounds half up", () => {
  expect(median([null, 5, 1, 3])).toBe(3);
  expect(median([1, 4])).toBe(3);
  expect(median([null])).toBeNull();
});
