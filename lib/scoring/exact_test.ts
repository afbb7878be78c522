import { expect } from "@std/expect";
import Fraction from "fraction.js";
import { exact, roundHalfUp, toNumber } from "@/lib/scoring/exact.ts";

Deno.test("exact reads a number as the decimal it is printed as", () => {
  expect(exact(0.4).toFraction()).toBe("2/5");
  expect(exact(0.1).add(exact(0.2)).equals(exact(0.3))).toBe(true);
});

Deno.test("exact reads the exponents that JavaScript prints", () => {
  expect(exact(1e-7).toFraction()).toBe("1/10000000");
  expect(exact(1.5e-7).toFraction()).toBe("3/20000000");
  expect(exact(1e21).n).toBe(1_000_000_000_000_000_000_000n);
});

Deno.test("exact refuses what is no number", () => {
  expect(() => exact(NaN)).toThrow("Cannot score with NaN: a finite number is needed");
  expect(() => exact(Infinity)).toThrow(RangeError);
});

Deno.test("toNumber gives the nearest number, however long the fraction", () => {
  expect(toNumber(new Fraction(1, 3))).toBe(1 / 3);
  expect(toNumber(new Fraction(-7, 2))).toBe(-3.5);
  const long = 10n ** 400n;
  expect(toNumber(new Fraction(long * 3n, long * 4n + 1n))).toBe(0.75);
});

Deno.test("roundHalfUp rounds a half up and the least below it down", () => {
  expect(roundHalfUp(new Fraction("86.5"))).toBe(87);
  expect(roundHalfUp(new Fraction("86.49999999999999999999"))).toBe(86);
  expect(roundHalfUp(new Fraction("0.5"))).toBe(1);
  expect(roundHalfUp(new Fraction("100"))).toBe(100);
});
