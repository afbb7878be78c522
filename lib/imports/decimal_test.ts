import { expect } from "@std/expect";
import fc from "fast-check";
import { addDecimals, parseDecimal, toMinorUnits, ZERO } from "@/lib/imports/decimal.ts";

function minor(text: string, digits: number): number | null {
  const decimal = parseDecimal(text);
  return decimal && toMinorUnits(decimal, digits);
}

Deno.test("decimal money becomes minor units exactly", () => {
  expect(minor("2786", 2)).toBe(278_600);
  expect(minor("4.03", 2)).toBe(403);
  // In binary 1.005 · 100 is 100.49999…
  expect(minor("1.0050", 3)).toBe(1_005);
  expect(minor("0.5", 2)).toBe(50);
  expect(minor("-0.05", 2)).toBe(-5);
  expect(minor("1200", 0)).toBe(1_200);
});

Deno.test("an amount finer than the smallest unit is refused, unless the rest is nothing", () => {
  expect(minor("1.005", 2)).toBeNull();
  expect(minor("1.500", 2)).toBe(150);
  expect(minor("12.0", 0)).toBe(12);
});

Deno.test("what is not a plain decimal number is refused", () => {
  for (const text of ["", "1e3", "1,234.50", "€5", ".5", "5.", "0x10", "NaN"]) {
    expect(parseDecimal(text)).toBeNull();
  }
});

Deno.test("a stated decimal comma is read", () => {
  expect(parseDecimal("12,50", ",")).toEqual({ units: 1250n, scale: 2 });
  expect(parseDecimal("12.50", ",")).toBeNull();
});

Deno.test("property: sums of cents are exact", () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 })), (cents) => {
    const sum = cents.map((cent) => ({ units: BigInt(cent), scale: 2 })).reduce(addDecimals, ZERO);
    expect(toMinorUnits(sum, 2)).toBe(cents.reduce((total, cent) => total + cent, 0));
  }));
});
