/** A CSV file as a header and batches of rows; every row knows its file and line. */
import { formatQuantity } from "@/lib/format/number.ts";
import { type CellRecord, CellSplitter, guessDelimiter } from "@/lib/imports/cells.ts";
import { excerpt, ImportError } from "@/lib/imports/errors.ts";
import { openText } from "@/lib/imports/file_text.ts";
import { linesOf } from "@/lib/imports/lines.ts";
import { type RawRecord, rawRecordsOf } from "@/lib/imports/raw_records.ts";

/** How a file is written; stated in the mapping. */
export interface TableFormat {
  /** One character, or `auto`: the one that the header uses most. */
  delimiter: string;
  /** A label of the WHATWG Encoding standard, such as `utf-8` or `windows-1252`; a byte order mark goes before it. */
  encoding: string;
}

export interface Row extends CellRecord {
  /** Name of the file in the folder. */
  file: string;
}

const BATCH_ROWS = 1_000;

/** The line in which Excel says the delimiter of the file. */
const SEPARATOR_LINE = /^"?sep=([^"\r\n])"?$/i;

export class CsvTable {
  readonly #text: () => Promise<ReadableStream<string>>;
  readonly #splitter: CellSplitter;

  private constructor(
    /** Name of the file in the folder. */
    readonly file: string,
    /** Trimmed. */
    readonly header: readonly string[],
    parts: { text: () => Promise<ReadableStream<string>>; splitter: CellSplitter },
  ) {
    this.#text = parts.text;
    this.#splitter = parts.splitter;
  }

  /**
   * Reads the header of a file.
   *
   * @throws {ImportError} when the file is not there or has no header.
   */
  static async open(folder: string, file: string, format: TableFormat): Promise<CsvTable> {
    const text = () => openText(`${folder}/${file}`, format.encoding);
    const splitter = new CellSplitter(await delimiterOf(text, format));
    for await (const record of recordsOf(await text(), splitter, file)) {
      const [header] = splitter.split([record]);
      if (!header || header.fault !== null) {
        throw new ImportError(`Cannot read the header of ${file}: it ${header?.fault ?? "is missing"}`);
      }
      const names = header.cells.map((name) => name.trim().normalize());
      checkHeader(file, names, format.encoding);
      return new CsvTable(file, names, { text, splitter });
    }
    throw new ImportError(`${file} is empty; its first line must name its columns`);
  }

  /**
   * Position of a column.
   *
   * @throws {ImportError} naming file, column and what is there, when it is missing or there twice.
   */
  columnAt(name: string): number {
    const at = this.header.indexOf(name.normalize());
    if (at === -1) {
      throw new ImportError(
        `${this.file} has no column "${name}"; its columns are ${excerpt(this.header.join(", "))}`,
      );
    }
    if (this.header.indexOf(name.normalize(), at + 1) !== -1) {
      throw new ImportError(`${this.file} has the column "${name}" twice; which one is meant cannot be told`);
    }
    return at;
  }

  /** All rows, in the order of the file. May be called again: the file is read anew. */
  async *batches(): AsyncGenerator<Row[]> {
    let pending: RawRecord[] = [];
    let isHeader = true;
    for await (const record of recordsOf(await this.#text(), this.#splitter, this.file)) {
      if (!isHeader) pending.push(record);
      isHeader = false;
      if (pending.length < BATCH_ROWS) continue;
      yield this.#rows(pending);
      pending = [];
    }
    if (pending.length > 0) yield this.#rows(pending);
  }

  #rows(records: readonly RawRecord[]): Row[] {
    return this.#splitter.split(records).map((record) => ({
      file: this.file,
      ...this.#checked(fitted(record, this.header.length)),
    }));
  }

  /** Files that were put together from several have their header again between the rows. */
  #checked(record: CellRecord): CellRecord {
    const isHeader = record.fault === null &&
      record.cells.every((cell, at) => cell.trim().normalize() === this.header[at]);
    return isHeader ? { ...record, fault: "is the header again" } : record;
  }
}

/** A delimiter that the file itself names goes before the mapping's. */
async function delimiterOf(
  text: () => Promise<ReadableStream<string>>,
  format: TableFormat,
): Promise<string> {
  for await (const line of linesOf(await text())) {
    if (line.text.trim() === "") continue;
    const [, named] = SEPARATOR_LINE.exec(line.text) ?? [];
    return named ?? (format.delimiter === "auto" ? guessDelimiter(line.text) : format.delimiter);
  }
  return ",";
}

/** @throws {ImportError} when the names of the columns cannot be text in this encoding. */
function checkHeader(file: string, names: readonly string[], encoding: string): void {
  // deno-lint-ignore no-control-regex -- control characters are what tells that a file is no text
  if (!names.some((name) => /[\uFFFD\u0000-\u0008\u000e-\u001f]/.test(name))) return;
  throw new ImportError(
    `Cannot read ${file}: the names of its columns are not ${encoding} text. State its encoding in the mapping, ` +
      "such as encoding: windows-1252; if it is no text at all, save it as CSV",
  );
}

/** The records of a file, from the header on. */
async function* recordsOf(
  text: ReadableStream<string>,
  splitter: CellSplitter,
  file: string,
): AsyncGenerator<RawRecord> {
  let isFirst = true;
  for await (const record of rawRecordsOf(linesOf(text), (record) => splitter.isRecord(record), file)) {
    if (!isFirst || !SEPARATOR_LINE.test(record.text)) yield record;
    isFirst = false;
  }
}

/** The record if it fits the header, else the record with its fault. */
function fitted(record: CellRecord, width: number): CellRecord {
  if (record.fault !== null) return record;
  const { line, cells } = record;
  if (cells.some((cell) => cell.includes("\uFFFD"))) {
    return { line, cells, fault: "holds bytes that the file's encoding does not have" };
  }
  // Some programs end every line with a delimiter: cells beyond the header that hold nothing do no harm.
  const surplus = cells.slice(width);
  if (cells.length >= width && surplus.every((cell) => cell === "")) {
    return { line, cells: cells.slice(0, width), fault: null };
  }
  return { line, cells, fault: `has ${formatQuantity(cells.length, "cell")} where the header has ${width}` };
}
