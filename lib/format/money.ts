/** Money as people read it: integer minor units in, text out. Pure, for server and browser. */

const LOCALE = "en-US";

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

/** `€12,400 a month`. */
export function formatMonthlyMoney(minorUnits: number, currency: string): string {
  return `${formatMoney(minorUnits, currency)} a month`;
}

/** As a decimal string, which Intl reads exactly; a division would make 0.1 + 0.2 of it. */
function majorUnits(minorUnits: number, currency: string): `${number}` {
  return `${minorUnits}e-${currencyDigits(currency)}` as `${number}`;
}
