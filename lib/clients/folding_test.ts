import { expect } from "@std/expect";
import fc from "fast-check";
import { askedWords, foldForSearch, searchFields, searchWords } from "@/lib/clients/folding.ts";

Deno.test("special letters fold to what people type who do not have them", () => {
  const folded = {
    "Großmann  KG": "grossmann kg",
    "GROẞMANN": "grossmann",
    "Łódź Works": "lodz works",
    "Æther Labs": "aether labs",
    "Søren Ǿ": "soren o",
    "Đorđe": "dorde",
    "Œuvre": "oeuvre",
    "Þórr Ísland": "thorr island",
    "İstanbul ıı": "istanbul ii",
    "ΟΔΟΣ": "οδοσ",
    "Ｆｕｌｌ": "full",
  };
  for (const [text, expected] of Object.entries(folded)) {
    expect([text, foldForSearch(text)]).toEqual([text, expected]);
    expect(foldForSearch(text.normalize("NFD"))).toBe(expected);
  }
});

Deno.test("folding twice is folding once", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    expect(foldForSearch(foldForSearch(text))).toBe(foldForSearch(text));
  }));
});

Deno.test("a name is found by each of its words, whatever stands between them", () => {
  expect(searchWords("Sundial Health")).toEqual(["sundial", "health"]);
  expect(searchWords("Sundial-Health (EU)")).toEqual(["sundial-health", "health", "(eu)", "eu)"]);
  expect(searchWords("株式会社サンライズ")).toContain("サンライス");
  expect(searchFields({ name: "A b", externalId: "B" }).searchWords).toEqual(["a", "b"]);
});

Deno.test("a search asks for the longest of what begins alike, once", () => {
  expect(askedWords(" He hea  HEALTH sun he")).toEqual(["health", "sun"]);
  expect(askedWords("  ")).toEqual([]);
});
