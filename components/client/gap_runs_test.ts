import { expect } from "@std/expect";
import { gapRuns } from "@/components/client/gap_runs.ts";

Deno.test("neighbouring gaps are one run; a zero is no gap", () => {
  expect(gapRuns([null, null, 3, 0, null, 5, null])).toEqual([
    { from: 0, length: 2 },
    { from: 4, length: 1 },
    { from: 6, length: 1 },
  ]);
  expect(gapRuns([0, 1])).toEqual([]);
});
