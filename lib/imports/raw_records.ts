/**
 * Groups lines into CSV records: a record goes on over a line break that stands in quotes. The line numbers are ours
 * because csv-parse counts a quoted `\r\n` as two lines, and because it cannot go on after a quote that never ends.
 */
import type { Line } from "@/lib/imports/lines.ts";

/** The text of one record, not yet split into cells. */
export interface RawRecord {
  /** Number of its first line in the file, from 1. */
  line: number;
  text: string;
  /** Why it is no record; it is a single line then. */
  fault: string | null;
}

/** A quoted text of more lines than this was never meant: a quote is missing somewhere. */
const RECORD_LINES_MAX = 1_000;

const NOT_CLOSED = "opens a quote that is not closed";

/**
 * A line whose quote is not closed, or not closed where a cell ends, is given up alone; the lines that its quote
 * swallowed are read again as records of their own.
 *
 * @param isRecord whether a text of several lines can be split into cells
 */
export async function* rawRecordsOf(
  lines: AsyncIterable<Line>,
  isRecord: (text: string) => boolean,
): AsyncGenerator<RawRecord> {
  const assembler = new RecordAssembler(isRecord);
  for await (const line of lines) yield* assembler.add(line);
  yield* assembler.end();
}

class RecordAssembler {
  #pending: Line[] = [];
  #quotes = 0;
  /** Number of the first pending line. */
  #line = 1;
  readonly #isRecord: (text: string) => boolean;

  constructor(isRecord: (text: string) => boolean) {
    this.#isRecord = isRecord;
  }

  *add(line: Line): Generator<RawRecord> {
    const queue = [line];
    for (let next = queue.shift(); next; next = queue.shift()) {
      this.#pending.push(next);
      this.#quotes += countQuotes(next.text);
      if (this.#quotes % 2 === 0) {
        const text = textOf(this.#pending);
        if (this.#pending.length === 1 || this.#isRecord(text)) {
          const record = { line: this.#line, text, fault: null };
          this.#startAt(this.#line + this.#pending.length);
          if (text.trim() !== "") yield record;
          continue;
        }
      } else if (this.#pending.length <= RECORD_LINES_MAX) continue;
      queue.unshift(...this.#pending.slice(1));
      yield* this.#giveUpFirst();
    }
  }

  *end(): Generator<RawRecord> {
    while (this.#pending.length > 0) {
      const swallowed = this.#pending.slice(1);
      yield* this.#giveUpFirst();
      for (const line of swallowed) yield* this.add(line);
    }
  }

  *#giveUpFirst(): Generator<RawRecord> {
    const [first] = this.#pending;
    if (first) yield { line: this.#line, text: first.text, fault: NOT_CLOSED };
    this.#startAt(this.#line + 1);
  }

  #startAt(line: number): void {
    this.#pending = [];
    this.#quotes = 0;
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
