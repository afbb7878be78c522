/** Money as people read it: integer minor units in, text out. Pure, for server and browser. */

const LOCALE = "en-US";

/** Said of what is no amount at all. */
export const ENTER_AMOUNT = "Enter an amount, such as 12,400";

/** Digits after the point that the currency itself has: 2 for EUR, 0 for JPY, 3 for KWD. */
export function currencyDigits(currency: string): number {
  return new Intl.NumberFormat(LOCALE, { style: "currency", currency }).resolvedOptions()
    .maximumFractionDigits ?? 2;
}

/**
 * `€12,400`, `€12,400.50`: exact, without a fraction that is nothing.
 *
 * @param minorUnits integer amount in the currency's smallest unit
 * @param currency ISO 4217 code
 * @throws RangeError when the code is malformed
 */
export function formatMoney(minorUnits: number, currency: string): string {
  const format = new Intl.NumberFormat(LOCALE, {
    style: "currency",
    currency,
    trailingZeroDisplay: "stripIfInteger",
  });
  return format.format(majorUnits(minorUnits, currency)).replace("-", "−");
}

/** `€12,401` for 12,400.50: whole units, for places where amounts are compared. */
export function formatMoneyRounded(minorUnits: number, currency: string): string {
  const format = new Intl.NumberFormat(LOCALE, { style: "currency", currency, maximumFractionDigits: 0 });
  return format.format(majorUnits(minorUnits, currency)).replace("-", "−");
}

/** `€12.4K`: for the axes of charts. */
export function formatMoneyCompact(minorUnits: number, currency: string): string {
  const format = new Intl.NumberFormat(LOCALE, {
    style: "currency",
    currency,
    notation: "compact",
    maximumFractionDigits: 1,
    trailingZeroDisplay: "stripIfInteger",
  });
  return format.format(majorUnits(minorUnits, currency)).replace("-", "−");
}

/** `€12,400 a month`. */
export function formatMonthlyMoney(minorUnits: number, currency: string): string {
  return `${formatMoney(minorUnits, currency)} a month`;
}

/** `+€3,000`, `−¥1,200,000`: whole units, with the sign of a change. */
export function formatMoneyChange(minorUnits: number, currency: string): string {
  return `${minorUnits > 0 ? "+" : ""}${formatMoneyRounded(minorUnits, currency)}`;
}

/** The order of currencies wherever amounts of several stand together: that of their codes. */
export function compareCurrencies(a: { currency: string }, b: { currency: string }): number {
  return a.currency === b.currency ? 0 : a.currency < b.currency ? -1 : 1;
}

/** As a decimal string, which Intl reads exactly; a division would make 0.1 + 0.2 of it. */
function majorUnits(minorUnits: number, currency: string): `${number}` {
  return `${minorUnits}e-${currencyDigits(currency)}` as `${number}`;
}

/**
 * The amount in minor units that somebody typed: `1240000` from `12,400` or `12400.00` for EUR.
 *
 * @returns `null` for what is no amount, is negative, or is finer than the currency
 */
export function minorUnits(text: string, currency: string): number | null {
  const match = /^(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,4}))?$/.exec(text.trim());
  if (!match) return null;
  const [, whole = "", fraction = ""] = match;
  const digits = currencyDigits(currency);
  if (/[1-9]/.test(fraction.slice(digits))) return null;
  return Number(whole.replaceAll(",", "") + fraction.slice(0, digits).padEnd(digits, "0"));
}

/**
 * What is wrong with an amount as typed, for whoever typed it.
 *
 * @param max minor units
 * @returns `null` for an amount of the currency that is not larger
 */
export function amountFault(text: string, currency: string, max: number): string | null {
  const amount = minorUnits(text, currency);
  if (amount !== null) return amount > max ? `Enter at most ${formatMoney(max, currency)}` : null;
  const isTooFine = minorUnits(text.trim().replace(/\.\d+$/, ""), currency) !== null;
  if (!isTooFine) return ENTER_AMOUNT;
  const digits = currencyDigits(currency);
  return digits === 0
    ? `Enter a whole amount: ${currency} has no decimals`
    : `Enter at most ${digits} decimals: ${currency} has no more`;
}

/** The amount as one types it: `12400`, `12400.50`; the reverse of {@linkcode minorUnits}. */
export function typedAmount(amount: number, currency: string): string {
  const digits = currencyDigits(currency);
  const text = String(amount).padStart(digits + 1, "0");
  const [whole, fraction] = [text.slice(0, text.length - digits), text.slice(text.length - digits)];
  return /[1-9]/.test(fraction) ? `${whole}.${fraction}` : whole;
}
