/** What rows of one file need to know from another: joined values, and sums. */
import { addDecimals, type Decimal, parseDecimal, ZERO } from "@/lib/imports/decimal.ts";
import { RowFault } from "@/lib/imports/errors.ts";
import type { JoinMapping, Mapping, SumMapping } from "@/lib/imports/mapping_schema.ts";
import type { Row } from "@/lib/imports/csv_table.ts";
import type { Rejects } from "@/lib/imports/rejects.ts";
import type { SourceFile } from "@/lib/imports/source_file.ts";

/** Judges one row of a lookup file and says what to keep of it. */
type Collector = (row: Row) => () => void;

const NOTHING = () => {};

/** Parts ask for what they need; `fill` then reads each file once, whatever was asked of it. */
export class Lookups {
  readonly #collectors = new Map<SourceFile, Collector[]>();
  readonly #joins = new Map<string, Map<string, string | null>>();

  constructor(
    private readonly mapping: Pick<Mapping, "asOf" | "decimalMark">,
    private readonly sources: ReadonlyMap<string, SourceFile>,
  ) {}

  /** From the values of `key` to those of `take`; empty until `fill`. */
  join(join: JoinMapping): { file: string; values: ReadonlyMap<string, string | null> } {
    const source = this.#source(join.file);
    const id = JSON.stringify(join);
    const known = this.#joins.get(id);
    if (known) return { file: source.name, values: known };
    const values = new Map<string, string | null>();
    this.#joins.set(id, values);
    this.#collect(source, joinCollector(source, join, values));
    return { file: source.name, values };
  }

  /** Sums by the value of `by`; empty until `fill`. */
  sum(sum: SumMapping): ReadonlyMap<string, Decimal> {
    const source = this.#source(sum.file);
    const sums = new Map<string, Decimal>();
    this.#collect(source, sumCollector(source, sum, this.mapping, sums));
    return sums;
  }

  /** Reads the files; a bad row is rejected and does not count. Returns how many rows each file has. */
  async fill(rejects: Rejects): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    for (const [source, collectors] of this.#collectors) {
      let count = 0;
      for await (const rows of source.batches()) {
        for (const row of rows) collectRow(row, collectors, rejects);
        count += rows.length;
      }
      counts.set(source.name, count);
    }
    return counts;
  }

  #source(name: string): SourceFile {
    const source = this.sources.get(name);
    if (!source) throw new TypeError(`The file "${name}" was not opened`);
    return source;
  }

  #collect(source: SourceFile, collector: Collector): void {
    this.#collectors.set(source, [...this.#collectors.get(source) ?? [], collector]);
  }
}

function collectRow(row: Row, collectors: readonly Collector[], rejects: Rejects): void {
  try {
    if (row.fault !== null) throw new RowFault(row.fault);
    const judged = collectors.map((collect) => collect(row));
    for (const keep of judged) keep();
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    rejects.add(row, error.message);
  }
}

function joinCollector(
  source: SourceFile,
  join: JoinMapping,
  values: Map<string, string | null>,
): Collector {
  const key = source.column(join.key);
  const take = source.column(join.take);
  return (row) => {
    const from = key(row);
    if (from === null) return NOTHING;
    const to = take(row);
    const earlier = values.get(from);
    if (earlier !== undefined && earlier !== to) {
      throw new RowFault(
        `${join.key} "${from}" has ${join.take} "${earlier}" in an earlier row, here "${to}"`,
      );
    }
    return () => values.set(from, to);
  };
}

function sumCollector(
  source: SourceFile,
  sum: SumMapping,
  { asOf, decimalMark }: Pick<Mapping, "asOf" | "decimalMark">,
  sums: Map<string, Decimal>,
): Collector {
  const by = source.column(sum.by);
  const amount = source.column(sum.column);
  const counts = source.where(sum.where);
  const isOpen = openTest(source, sum, asOf);
  return (row) => {
    if (!counts(row) || !isOpen(row)) return NOTHING;
    const owner = by(row);
    const text = amount(row);
    if (owner === null || text === null) return NOTHING;
    const decimal = parseDecimal(text, decimalMark);
    if (!decimal) throw new RowFault(`${sum.column} "${text}" is not a decimal number`);
    return () => sums.set(owner, addDecimals(sums.get(owner) ?? ZERO, decimal));
  };
}

/** Open on a day: begun on or before it, and not ended, or ended after it. */
function openTest(source: SourceFile, sum: SumMapping, asOf: string | undefined): (row: Row) => boolean {
  if (asOf === undefined) return () => true;
  const from = sum.openFrom === undefined ? null : dayReader(source, sum.openFrom);
  const until = sum.openUntil === undefined ? null : dayReader(source, sum.openUntil);
  return (row) => {
    const first = from?.(row) ?? null;
    const end = until?.(row) ?? null;
    return (from === null || (first !== null && first <= asOf)) && (end === null || end > asOf);
  };
}

function dayReader(source: SourceFile, column: string): (row: Row) => string | null {
  const read = source.column(column);
  return (row) => {
    const text = read(row);
    if (text === null) return null;
    const time = source.time(column, text);
    return time.kind === "local" ? time.day : time.instant.toISOString().slice(0, 10);
  };
}
