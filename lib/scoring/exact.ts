/**
 * Exact rational numbers, so that binary floats never turn 86.5 into 86. Every number of a model or of the
 * facts is read as the decimal a person wrote: 0.4 is 2/5, not the nearest double.
 */
import Fraction from "fraction.js";

export const ZERO = new Fraction(0);
export const HUNDRED = new Fraction(100);
const TEN = new Fraction(10);
const HALF = new Fraction(1, 2);

/** Significant bits kept when a rational becomes a number; a double can hold a quotient of two such integers. */
const QUOTIENT_BITS = 1000;

/**
 * The decimal value of a number as it is printed.
 * @throws {RangeError} The value is NaN or infinite.
 */
export function exact(value: number): Fraction {
  if (!Number.isFinite(value)) throw new RangeError(`Cannot score with ${value}: a finite number is needed`);
  if (Number.isSafeInteger(value)) return new Fraction(BigInt(value));
  // fraction.js does not read the exponent that JavaScript prints below 1e-6 and from 1e21 on
  const [digits = "", exponent] = String(value).split("e");
  const decimal = new Fraction(digits);
  return exponent === undefined ? decimal : decimal.mul(TEN.pow(Number(exponent)));
}

/** The nearest number, also when numerator and denominator are too long to be numbers themselves. */
export function toNumber(value: Fraction): number {
  const excessBits = BigInt(Math.max(0, value.d.toString(2).length - QUOTIENT_BITS));
  return Number((value.s * value.n) >> excessBits) / Number(value.d >> excessBits);
}

/** The nearest whole number; a half goes up. */
export function roundHalfUp(value: Fraction): number {
  return toNumber(value.add(HALF).floor());
}

export function sumOf(values: Iterable<Fraction>): Fraction {
  let sum = ZERO;
  for (const value of values) sum = sum.add(value);
  return sum;
}

export function smallerOf(a: Fraction, b: Fraction): Fraction {
  return a.lt(b) ? a : b;
}

export function largerOf(a: Fraction, b: Fraction): Fraction {
  return a.gt(b) ? a : b;
}
