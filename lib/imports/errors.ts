/** The folder or the mapping is not what the import needs. Nothing was written; the message says what to change. */
export class ImportError extends Error {
  override name = "ImportError";
}

const QUOTED_MAX = 200;

/** The beginning of what stands in a file: at most 200 characters, of which none is cut in half. */
export function excerpt(text: string): string {
  if (text.length <= QUOTED_MAX) return text;
  return `${text.slice(0, QUOTED_MAX - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** Why one row cannot be taken. It never stops the rows after it. */
export class RowFault extends Error {
  override name = "RowFault";
}
