import { expect } from "@std/expect";
import { namesPhrase } from "@/lib/format/names.ts";

Deno.test("a few names are said, many are counted", () => {
  expect(namesPhrase(["Acme"])).toBe("Acme");
  expect(namesPhrase(["Acme", "Birch"])).toBe("Acme and Birch");
  expect(namesPhrase(["Acme", "Birch", "Cedar"])).toBe("Acme, Birch and Cedar");
  expect(namesPhrase(["Acme", "Birch", "Cedar", "Dune"])).toBe("Acme, Birch and 2 other clients");
});
