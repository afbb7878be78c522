/**
 * Numbers as people read them. Pure and free of Temporal and Deno, so that server and browser print the same text.
 */

const LOCALE = "en-US";
/** U+2212: as wide as a plus, so that columns of changes line up. */
const MINUS = "−";
/** U+202F: keeps a number and its sign on one line. */
const NARROW_SPACE = "\u202f";

const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
/** Of a number as it is shown: whole. */
const number = new Intl.PluralRules(LOCALE, { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat(LOCALE, { notation: "compact", maximumFractionDigits: 1 });

function withMinus(text: string): string {
  return text.replace("-", MINUS);
}

/** `12,480`; rounded to a whole number. */
export function formatCount(count: number): string {
  return withMinus(whole.format(noNegativeZero(count, 0)));
}

/** `41.2K`, for axes and tight places; exact below 1,000. */
export function formatCompact(count: number): string {
  return withMinus(compact.format(count));
}

/** `23 %` from 0.23. A share that is not nothing never prints as nothing: `< 1 %`. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.01) return `<${NARROW_SPACE}1${NARROW_SPACE}%`;
  if (share < 1 && share > 0.99) return `>${NARROW_SPACE}99${NARROW_SPACE}%`;
  return `${formatCount(share * 100)}${NARROW_SPACE}%`;
}

/** Points of a score with at most one decimal, or as many as are asked for: `13.5`, `20`. A half goes up. */
export function formatPoints(points: number, decimals = 1): string {
  const format = decimals === 1 ? tenths : new Intl.NumberFormat(LOCALE, { maximumFractionDigits: decimals });
  // The noise of binary floats is no digit: 86.49999999999999 is 86.5.
  const figure = Number(points.toFixed(decimals + 6));
  return withMinus(format.format(noNegativeZero(figure, decimals)));
}

/** A change with its sign: `+3`, `−33`, `0`; at most one decimal. */
export function formatChange(change: number): string {
  const text = formatPoints(change);
  return change > 0 && text !== "0" ? `+${text}` : text;
}

/** The word that agrees with a count, for every sentence that holds one: `is` of 1, `are` of 0 and 2. */
export function agreeing(count: number, singular: string, plural: string): string {
  return number.select(count) === "one" ? singular : plural;
}

/** "up 3", "down 33", "no change"; a period may follow. */
export function changeWords(change: number): string {
  const figure = formatPoints(Math.abs(change));
  return figure === "0" ? "no change" : `${change > 0 ? "up" : "down"} ${figure}`;
}

/** `1 client`, `12 clients`; pass the plural where an s does not make it. */
export function formatQuantity(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${agreeing(count, singular, plural)}`;
}

/** −0.4 rounds to 0, not to −0. */
function noNegativeZero(value: number, digits: number): number {
  return Number(value.toFixed(digits)) === 0 ? 0 : value;
}
