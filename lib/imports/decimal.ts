/** Exact decimals: money never passes through a binary fraction. */

/** `units` · 10^-`scale`. */
export interface Decimal {
  units: bigint;
  scale: number;
}

export const ZERO: Decimal = { units: 0n, scale: 0 };

/** Reads `-1234.50`; `null` when the text is something else (no grouping, no exponent). */
export function parseDecimal(text: string, mark: "." | "," = "."): Decimal | null {
  const parts = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(
    mark === "," ? text.replace(".", "?").replace(",", ".") : text,
  );
  if (!parts) return null;
  const [, sign, whole = "", fraction = ""] = parts;
  const units = BigInt(whole + fraction);
  return { units: sign === "-" ? -units : units, scale: fraction.length };
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale };
}

/** The amount in units of 10^-`digits`; `null` when it is finer than that. Exact up to 2^53. */
export function toMinorUnits(amount: Decimal, digits: number): number | null {
  const scale = Math.max(amount.scale, digits);
  const finest = unitsAt(amount, scale);
  const step = 10n ** BigInt(scale - digits);
  if (finest % step !== 0n) return null;
  return Number(finest / step);
}

function unitsAt(amount: Decimal, scale: number): bigint {
  return amount.units * 10n ** BigInt(scale - amount.scale);
}
