/**
 * A spreadsheet runs a cell that begins like a formula, in full-width characters too. Such text is written with an
 * apostrophe before it, which reading takes off again. Text that begins with apostrophes before such a character gets
 * one more, so that what is read back is always what was written.
 */
const NEEDS_GUARD = /^'*[=+\-@\t\r\n＝＋－＠]/;
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/;

export function guardFormula(text: string): string {
  return NEEDS_GUARD.test(text) ? `'${text}` : text;
}

export function unguardFormula(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}
