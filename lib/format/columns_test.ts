import { expect } from "@std/expect";
import { alignColumns } from "@/lib/format/columns.ts";

Deno.test("columns are as wide as their widest cell, and lines end without spaces", () => {
  expect(alignColumns([["a", "bbb", ""], ["cccc", "d", "e"], ["f"]])).toEqual([
    "a     bbb",
    "cccc  d    e",
    "f",
  ]);
});

Deno.test("no rows are no lines", () => {
  expect(alignColumns([])).toEqual([]);
});
