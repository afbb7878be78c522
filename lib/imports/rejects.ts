/** The rows that could not be taken: the first reason of each, and the file they are handed back in. */
import { guardFormula } from "@/lib/format/formula_guard.ts";
import type { Row } from "@/lib/imports/csv_table.ts";
import { excerpt } from "@/lib/imports/errors.ts";

export interface Reject {
  file: string;
  line: number;
  reason: string;
  /** The beginning of each. */
  cells: readonly string[];
}

export class Rejects {
  readonly #byRow = new Map<string, Reject>();

  /** A file may be read for more than one purpose; a row counts as one reject however often it is refused. */
  add(row: Row, reason: string): void {
    const key = `${row.line}:${row.file}`;
    if (this.#byRow.has(key)) return;
    this.#byRow.set(key, { file: row.file, line: row.line, reason, cells: row.cells.map(excerpt) });
  }

  has(row: Row): boolean {
    return this.#byRow.size > 0 && this.#byRow.has(`${row.line}:${row.file}`);
  }

  /** By file and line. */
  list(): Reject[] {
    return [...this.#byRow.values()].sort((a, b) =>
      a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1
    );
  }
}

export const REJECTS_HEADER = "file,line,reason,cells";

/** As CSV. The cells of the row are one JSON list, so that no spreadsheet takes one of them for a formula. */
export function formatRejects(rejects: readonly Reject[]): string {
  const lines = rejects.map(({ file, line, reason, cells }) =>
    [quoted(file), line, quoted(reason), quoted(JSON.stringify(cells))].join(",")
  );
  return [REJECTS_HEADER, ...lines, ""].join("\r\n");
}

function quoted(text: string): string {
  return `"${guardFormula(text).replaceAll('"', '""')}"`;
}
