/** Splits records into cells with csv-parse, many at once because a call for each would cost more than the work. */
import { CsvError, parse } from "csv-parse/sync";
import type { RawRecord } from "@/lib/imports/raw_records.ts";

/** A record split into cells; `fault` says why it could not be, and the whole text is then its only cell. */
export interface CellRecord {
  line: number;
  cells: string[];
  fault: string | null;
}

export class CellSplitter {
  constructor(readonly delimiter: string) {}

  isRecord(text: string): boolean {
    return typeof this.#splitOne(text) !== "string";
  }

  split(records: readonly RawRecord[]): CellRecord[] {
    const whole = records.filter((record) => record.fault === null);
    const rows = this.#splitMany(whole.map((record) => record.text));
    let next = 0;
    return records.map(({ line, text, fault }): CellRecord => {
      if (fault !== null) return { line, cells: [text], fault };
      const row = rows[next++] ?? "cannot be split into cells";
      return typeof row === "string"
        ? { line, cells: [text], fault: row }
        : { line, cells: row, fault: null };
    });
  }

  /** The cells of each text, or the reason why it has none. */
  #splitMany(texts: readonly string[]): (string[] | string)[] {
    try {
      const rows = this.#parse(texts.join("\n"));
      if (rows.length === texts.length) return rows;
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
    }
    return texts.map((text) => this.#splitOne(text));
  }

  #splitOne(text: string): string[] | string {
    try {
      const [row, ...more] = this.#parse(text);
      return row && more.length === 0 ? row : "cannot be split into cells";
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      return "has a quote in the middle of a cell";
    }
  }

  #parse(text: string): string[][] {
    // The records were separated by line already, so a \r can only be part of a quoted text.
    return parse(text, { delimiter: this.delimiter, recordDelimiter: "\n", relaxColumnCount: true });
  }
}

const DELIMITERS = [",", ";", "\t", "|"];

/** The delimiter that a header uses most, outside of quotes; a comma when it uses none. */
export function guessDelimiter(header: string): string {
  const unquoted = header.replace(/"[^"]*"/g, "");
  const uses = (delimiter: string) => unquoted.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (uses(delimiter) > uses(best) ? delimiter : best));
}
