import { expect } from "@std/expect";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { type Cell, csvRow } from "@/lib/exports/csv.ts";
import { guardFormula, unguardFormula } from "@/lib/format/formula_guard.ts";
import { wantsNdjson } from "@/lib/exports/responses.ts";

Deno.test("cells with separators, quotes or line breaks are quoted; lines end with CRLF", () => {
  expect(csvRow(["plain", 'say "hi"', "a,b", "two\nlines", null, true])).toBe(
    'plain,"say ""hi""","a,b","two\nlines",,true\r\n',
  );
});

Deno.test("text that a spreadsheet would run gets an apostrophe, numbers stay numbers", () => {
  expect(csvRow(["=1+1", "+1", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", -5, 2.5, "a=b", "'=1", "'s"])).toBe(
    "'=1+1,'+1,'-5,'@SUM(A1),'\t=1,\"'\r=1\",\"'\n=1\",-5,2.5,a=b,''=1,'s\r\n",
  );
  expect(csvRow(["＝1", "＋1", "－1", "＠A1"])).toBe("'＝1,'＋1,'－1,'＠A1\r\n");
});

Deno.test("property: a CSV reader gets back what was written", () => {
  const harmless = fc.string({ unit: "binary" }).filter((text) =>
    guardFormula(text) === text && text !== "\ufeff"
  );
  const cell: fc.Arbitrary<Cell> = fc.oneof(harmless, fc.integer());
  fc.assert(fc.property(fc.array(cell, { minLength: 2, maxLength: 6 }), (cells) => {
    expect(parse(csvRow(cells), { record_delimiter: "\r\n" })).toEqual([cells.map(String)]);
  }));
});

Deno.test("NDJSON is given to those who ask for it, JSON to all others", () => {
  const wants = (accept?: string) =>
    wantsNdjson(new Request("http://localhost", accept === undefined ? {} : { headers: { accept } }));
  expect(
    ["application/x-ndjson", "application/json;q=0.5, application/x-ndjson", "*/*;q=0.1,application/x-ndjson"]
      .map(wants),
  ).toEqual([true, true, true]);
  expect(
    [
      undefined,
      "*/*",
      "application/json",
      "application/x-ndjson;q=0",
      "application/x-ndjson;q=0.4, application/json",
    ]
      .map(wants),
  ).toEqual([false, false, false, false, false]);
});

Deno.test("property: the guard comes off again and leaves what was there", () => {
  const signs = fc.string({
    unit: fc.constantFrom("'", "=", "＝", "＋", "－", "＠", "\t", "\r", "\n", "-", "a"),
  });
  fc.assert(fc.property(fc.oneof(signs, fc.string()), (text) => {
    const guarded = guardFormula(text);
    expect(/^[=+\-@\t\r\n＝＋－＠]/.test(guarded)).toBe(false);
    expect(unguardFormula(guarded)).toBe(text);
  }));
});
