/**
 * Groups lines into CSV records: a record goes on over a line break that stands in quotes. The line numbers are ours
 * because csv-parse counts a quoted `\r\n` as two lines, and because it cannot go on after a quote that never ends.
 */
import { ImportError } from "@/lib/imports/errors.ts";
import type { Line } from "@/lib/imports/lines.ts";

/** The text of one record, not yet split into cells. */
export interface RawRecord {
  /** Number of its first line in the file, from 1. */
  line: number;
  text: string;
  /** Why it is no record; it is a single line then. */
  fault: string | null;
}

/** A quoted text longer than this was never meant: which of the lines in it are rows cannot be told. */
const RECORD_CHARACTERS_MAX = 64 * 1024 * 1024;

const NOT_CLOSED = "opens a quote that is not closed";

/**
 * A line whose quote is not closed, or not closed where a cell ends, is given up alone; the lines that its quote
 * swallowed are read again as records of their own.
 *
 * @param isRecord whether a text of several lines can be split into cells
 * @param file for the error
 * @throws {ImportError} when a quote goes on for longer than any cell
 */
export async function* rawRecordsOf(
  lines: AsyncIterable<Line>,
  isRecord: (text: string) => boolean,
  file: string,
): AsyncGenerator<RawRecord> {
  const assembler = new RecordAssembler(isRecord, file);
  for await (const line of lines) yield* assembler.add([line]);
  yield* assembler.end();
}

class RecordAssembler {
  #pending: Line[] = [];
  #quotes = 0;
  #characters = 0;
  /** Number of the first pending line. */
  #line = 1;

  constructor(private readonly isRecord: (text: string) => boolean, private readonly file: string) {}

  *add(lines: readonly Line[]): Generator<RawRecord> {
    let queue = lines;
    for (let at = 0; at < queue.length; at++) {
      const next = queue[at];
      if (next) this.#append(next);
      if (this.#quotes % 2 === 1) continue;
      const text = textOf(this.#pending);
      if (this.#pending.length === 1 || this.isRecord(text)) {
        const record = { line: this.#line, text, fault: null };
        this.#startAt(this.#line + this.#pending.length);
        if (text.trim() !== "") yield record;
        continue;
      }
      queue = [...this.#pending.slice(1), ...queue.slice(at + 1)];
      at = -1;
      yield this.#giveUpFirst();
    }
  }

  *end(): Generator<RawRecord> {
    while (this.#pending.length > 0) {
      const swallowed = this.#pending.slice(1);
      yield this.#giveUpFirst();
      yield* this.add(swallowed);
    }
  }

  #append(line: Line): void {
    this.#pending.push(line);
    this.#quotes += countQuotes(line.text);
    this.#characters += line.text.length;
    if (this.#characters <= RECORD_CHARACTERS_MAX) return;
    throw new ImportError(
      `Cannot read ${this.file}: line ${this.#line} opens a quote that is not closed within 64 million characters`,
    );
  }

  #giveUpFirst(): RawRecord {
    const record = { line: this.#line, text: this.#pending[0]?.text ?? "", fault: NOT_CLOSED };
    this.#startAt(this.#line + 1);
    return record;
  }

  #startAt(line: number): void {
    this.#pending = [];
    this.#quotes = 0;
    this.#characters = 0;
    this.#line = line;
  }
}

/** The record as it stands in the file, without the line break that ends it. */
function textOf(lines: readonly Line[]): string {
  return lines.map(({ text, lineBreak }, index) => index === lines.length - 1 ? text : text + lineBreak).join(
    "",
  );
}

function countQuotes(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) count++;
  return count;
}
