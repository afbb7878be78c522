/** A CSV file as a header and batches of rows; every row knows its file and line. */
import { formatQuantity } from "@/lib/format/number.ts";
import { type CellRecord, CellSplitter, guessDelimiter } from "@/lib/imports/cells.ts";
import { ImportError } from "@/lib/imports/errors.ts";
import { linesOf } from "@/lib/imports/lines.ts";
import { type RawRecord, rawRecordsOf } from "@/lib/imports/raw_records.ts";

/** How a file is written; stated in the mapping. */
export interface TableFormat {
  /** One character, or `auto`: the one that the header uses most. */
  delimiter: string;
  /** A label of the WHATWG Encoding standard, such as `utf-8` or `windows-1252`. A byte order mark is no content. */
  encoding: string;
}

export interface Row extends CellRecord {
  /** Name of the file in the folder. */
  file: string;
}

const BATCH_ROWS = 1_000;

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
    const delimiter = format.delimiter === "auto"
      ? guessDelimiter(await firstLine(await text()))
      : format.delimiter;
    const splitter = new CellSplitter(delimiter);
    for await (const record of recordsOf(await text(), splitter)) {
      const [header] = splitter.split([record]);
      if (!header || header.fault !== null) {
        throw new ImportError(`Cannot read the header of ${file}: it ${header?.fault ?? "is missing"}`);
      }
      return new CsvTable(file, header.cells.map((name) => name.trim()), { text, splitter });
    }
    throw new ImportError(`${file} is empty; its first line must name its columns`);
  }

  /**
   * Position of a column.
   *
   * @throws {ImportError} naming file, column and what is there, when it is missing or there twice.
   */
  columnAt(name: string): number {
    const at = this.header.indexOf(name);
    if (at === -1) {
      throw new ImportError(
        `${this.file} has no column "${name}"; its columns are ${this.header.join(", ")}`,
      );
    }
    if (this.header.indexOf(name, at + 1) !== -1) {
      throw new ImportError(`${this.file} has the column "${name}" twice; which one is meant cannot be told`);
    }
    return at;
  }

  /** All rows, in the order of the file. May be called again: the file is read anew. */
  async *batches(): AsyncGenerator<Row[]> {
    let pending: RawRecord[] = [];
    let isHeader = true;
    for await (const record of recordsOf(await this.#text(), this.#splitter)) {
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
      ...fitted(record, this.header.length),
    }));
  }
}

async function openText(path: string, encoding: string): Promise<ReadableStream<string>> {
  try {
    const { readable } = await Deno.open(path);
    return readable.pipeThrough(new TextDecoderStream(encoding));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new ImportError(`There is no file ${path}`, { cause: error });
  }
}

async function firstLine(text: ReadableStream<string>): Promise<string> {
  for await (const line of linesOf(text)) {
    if (line.text.trim() !== "") return line.text;
  }
  return "";
}

function recordsOf(text: ReadableStream<string>, splitter: CellSplitter): AsyncGenerator<RawRecord> {
  return rawRecordsOf(linesOf(text), (record) => splitter.isRecord(record));
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
