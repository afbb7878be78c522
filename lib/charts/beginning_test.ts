import { expect } from "@std/expect";
import { fromFirstData } from "@/lib/charts/beginning.ts";

const known = (value: number | null) => value !== null;

Deno.test("a chart begins at the first data and keeps every gap after it", () => {
  expect(fromFirstData([null, null, 1, null, 2, 3, 4, 5, 6, 7], known)).toEqual([1, null, 2, 3, 4, 5, 6, 7]);
  expect(fromFirstData([0, null, 1, 2, 3, 4, 5, 6], known)).toEqual([0, null, 1, 2, 3, 4, 5, 6]);
});

Deno.test("a chart shows a week at least, and no more than there is", () => {
  expect(fromFirstData([null, null, null, null, null, null, null, null, 5], known))
    .toEqual([null, null, null, null, null, null, 5]);
  expect(fromFirstData(Array(30).fill(null), known)).toEqual(Array(7).fill(null));
  expect(fromFirstData([null, 1], known)).toEqual([null, 1]);
  expect(fromFirstData([], known)).toEqual([]);
});
