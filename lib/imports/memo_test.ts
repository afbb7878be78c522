import { expect } from "@std/expect";
import { memoized } from "@/lib/imports/memo.ts";

Deno.test("a key is computed once, until more keys are known than the limit", () => {
  const computed: string[] = [];
  const length = memoized((key) => {
    computed.push(key);
    return key.length;
  }, 2);
  expect([length("aa"), length("b"), length("aa")]).toEqual([2, 1, 2]);
  expect(computed).toEqual(["aa", "b"]);
  expect([length("ccc"), length("aa")]).toEqual([3, 2]);
  expect(computed).toEqual(["aa", "b", "ccc", "aa"]);
});
