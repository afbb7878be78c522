import { expect } from "@std/expect";
import { niceMaximum } from "@/components/client/usage_scale.ts";

Deno.test("an axis ends at a round number that is not below the highest value", () => {
  expect([0, 1, 3, 167, 200, 201, 950].map(niceMaximum)).toEqual([2, 2, 4, 200, 200, 400, 1000]);
});
