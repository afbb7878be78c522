/** The smallest of 1, 2, 4, 6 or 8 times a power of ten that is at least `value`, so that half of it is round too. */
export function niceMaximum(value: number): number {
  if (value <= 2) return 2;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 4, 6, 8, 10].find((step) => step * power >= value) ?? 10;
  return factor * power;
}

/** The share of a day's slot that stays empty: fewer days, more air. */
export function gapBetween(dayCount: number): number {
  return dayCount > 45 ? 0.15 : 0.3;
}
