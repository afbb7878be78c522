import { expect } from "@std/expect";
import { findInBatches } from "@/lib/platform/mongo.ts";

Deno.test("keys are looked up a hundred at a time, and what is found comes in their order", async () => {
  const keys = Array.from({ length: 250 }, (_, index) => index);
  const sizes: number[] = [];
  const found = await findInBatches(keys, (batch) => {
    sizes.push(batch.length);
    return Promise.resolve(batch.map((key) => key * 2));
  });
  expect(sizes).toEqual([100, 100, 50]);
  expect(found).toEqual(keys.map((key) => key * 2));
});

Deno.test("without keys nothing is asked", async () => {
  const found = await findInBatches([], () => Promise.reject(new Error("asked")));
  expect(found).toEqual([]);
});
