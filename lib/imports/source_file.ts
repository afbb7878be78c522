/** A file of the folder as the mapping describes it. */
import { CsvTable, type Row } from "@/lib/imports/csv_table.ts";
import { compileDates, type SourceTime } from "@/lib/imports/date_format.ts";
import { unguardFormula } from "@/lib/format/formula_guard.ts";
import { excerpt, ImportError, RowFault } from "@/lib/imports/errors.ts";
import type { Mapping, WhereMapping } from "@/lib/imports/mapping_schema.ts";

/** Reads one thing of a row; `null` when it is missing there. */
export type Reader<Value = string> = (row: Row) => Value | null;

export class SourceFile {
  readonly #missing: ReadonlySet<string>;
  readonly #keepLastOf: number | null;
  readonly #dateFormats: readonly string[];
  readonly #readDate: (text: string) => SourceTime | null;

  private constructor(
    readonly table: CsvTable,
    parts: { dates: readonly string[]; missing: readonly string[]; keepLastOf: string | undefined },
  ) {
    this.#missing = new Set(parts.missing);
    this.#keepLastOf = parts.keepLastOf === undefined ? null : table.columnAt(parts.keepLastOf);
    this.#dateFormats = parts.dates;
    this.#readDate = compileDates(parts.dates);
  }

  /** @throws {ImportError} when the file is not there, or not as the mapping says. */
  static async open(folder: string, name: string, mapping: Mapping): Promise<SourceFile> {
    const file = mapping.files.get(name);
    if (!file) throw new ImportError(`The mapping has no file "${name}"`);
    const table = await CsvTable.open(folder, file.path, {
      delimiter: file.delimiter ?? mapping.delimiter,
      encoding: file.encoding ?? mapping.encoding,
    });
    return new SourceFile(table, {
      dates: file.dates ?? mapping.dates,
      missing: file.missing ?? mapping.missing,
      keepLastOf: file.keepLastOf,
    });
  }

  get name(): string {
    return this.table.file;
  }

  /** @throws {ImportError} when there is no such column. */
  column(name: string): Reader {
    const at = this.table.columnAt(name);
    return (row) => {
      const cell = textAt(row, at);
      return this.#missing.has(cell) ? null : cell;
    };
  }

  /** Whether a row has the values that `where` asks for. */
  where(where: WhereMapping | undefined): (row: Row) => boolean {
    const tests = [...where ?? []].map(([column, values]) => {
      const at = this.table.columnAt(column);
      return (row: Row) => values.includes(textAt(row, at));
    });
    return (row) => tests.every((test) => test(row));
  }

  /**
   * Reads a date in the formats of this file.
   *
   * @param name what the date is, for the reason
   * @throws {RowFault} when it is none.
   */
  time(name: string, text: string): SourceTime {
    const time = this.#readDate(text);
    if (time) return time;
    throw new RowFault(`${name} "${excerpt(text)}" is not a date written ${this.#dateFormats.join(" or ")}`);
  }

  /** The rows that count; rows with a fault are among them. */
  async *batches(): AsyncGenerator<Row[]> {
    const at = this.#keepLastOf;
    if (at === null) yield* this.table.batches();
    else yield await this.#lastRows(at);
  }

  async #lastRows(at: number): Promise<Row[]> {
    const last = new Map<string, Row>();
    for await (const rows of this.table.batches()) {
      for (const row of rows) {
        const key = row.fault === null ? `value:${textAt(row, at)}` : `line:${row.line}`;
        // Put in anew, so that rows come in the order of their last lines.
        last.delete(key);
        last.set(key, row);
      }
    }
    return [...last.values()];
  }
}

/** A cell without white space at its ends and without our own formula guard, composed (NFC) as all text is kept. */
function textAt(row: Row, at: number): string {
  return unguardFormula((row.cells[at] ?? "").trim()).normalize();
}
