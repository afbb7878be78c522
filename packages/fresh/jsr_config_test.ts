import { expect } from "@std/expect";

/** The only entries in which the configuration for the real Fresh differs. */
const REAL = {
  "fresh": "jsr:@fresh/core@^2.3",
  "fresh/runtime": "jsr:@fresh/core@^2.3/runtime",
  "fresh/dev": "jsr:@fresh/core@^2.3/dev",
  "@std/expect": "jsr:@std/expect@^1",
};

async function configuration(name: string): Promise<{ imports: Record<string, string> }> {
  return JSON.parse(await Deno.readTextFile(new URL(`../../${name}`, import.meta.url)));
}

Deno.test("deno.jsr.json is deno.json with the real Fresh and the real @std/expect", async () => {
  const own = await configuration("deno.json");
  const real = await configuration("deno.jsr.json");
  expect(Object.keys(own.imports)).toEqual(expect.arrayContaining(Object.keys(REAL)));
  expect(real).toEqual({ ...own, imports: { ...own.imports, ...REAL } });
});
