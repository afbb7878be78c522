/**
 * CSV after RFC 4180, UTF-8 without a byte order mark, as programs want it (`bom=true` adds the mark that Excel wants).
 * Text that a spreadsheet would run as a formula gets an apostrophe before it. Numbers are written as numbers, so −5
 * stays −5.
 */
import { guardFormula } from "@/lib/format/formula_guard.ts";

export type Cell = string | number | boolean | null;

/** Marks a file as UTF-8 for Excel, which takes it for the system's code page otherwise. */
export const BYTE_ORDER_MARK = "\ufeff";

const NEEDS_QUOTES = /[",\r\n]/;

export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const text = guardFormula(cell);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
