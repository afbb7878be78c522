/** What rows of one file need to know from another: joined values, and sums. */
import { addDecimals, type Decimal, parseDecimal, ZERO } from "@/lib/imports/decimal.ts";
import { excerpt, RowFault } from "@/lib/imports/errors.ts";
import type { JoinMapping, Mapping, SumMapping } from "@/lib/imports/mapping_schema.ts";
import type { Row } from "@/lib/imports/csv_table.ts";
import type { Rejects } from "@/lib/imports/rejects.ts";
import type { SourceFile } from "@/lib/imports/source_file.ts";

/** Adds up by owner; remembers the rows, since whether an owner is a client shows only later. */
export class OwnerSums {
  readonly #sums = new Map<string, { total: Decimal; rows: Row[] }>();

  constructor(private readonly by: string) {}

  add(owner: string, amount: Decimal, row: Row): void {
    const { total, rows } = this.#sums.get(owner) ?? { total: ZERO, rows: [] };
    rows.push(row);
    this.#sums.set(owner, { total: addDecimals(total, amount), rows });
  }

  /** 0 for an owner of no row. */
  of(owner: string): Decimal {
    return this.#sums.get(owner)?.total ?? ZERO;
  }

  /** The rows of owners that are not known here count for nobody. */
  rejectUnknown(isKnown: (owner: string) => boolean, rejects: Rejects): void {
    for (const [owner, { rows }] of this.#sums) {
      if (isKnown(owner)) continue;
      const reason = `${this.by} "${
        excerpt(owner)
      }" is no client of this import: its amount counts for nobody`;
      for (const row of rows) rejects.add(row, reason);
    }
  }
}

/** Judges one row of a lookup file and says what to keep of it. */
type Collector = (row: Row) => () => void;

const NOTHING = () => {};

/** Parts ask for what they need; `fill` then reads each file once, whatever was asked of it. */
export class Lookups {
  readonly #collectors = new Map<SourceFile, Collector[]>();
  readonly #joins = new Map<string, Map<string, string | null>>();
  readonly #sums: OwnerSums[] = [];

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
  sum(sum: SumMapping): OwnerSums {
    const source = this.#source(sum.file);
    const sums = new OwnerSums(sum.by);
    this.#sums.push(sums);
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

  /** To be called when the clients have been read. */
  rejectUnknownOwners(isKnown: (owner: string) => boolean, rejects: Rejects): void {
    for (const sums of this.#sums) sums.rejectUnknown(isKnown, rejects);
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
        `${join.key} "${excerpt(from)}" has ${join.take} "${excerpt(earlier ?? "")}" in an earlier row, ` +
          `here "${excerpt(to ?? "")}"`,
      );
    }
    return () => values.set(from, to);
  };
}

function sumCollector(
  source: SourceFile,
  sum: SumMapping,
  { asOf, decimalMark }: Pick<Mapping, "asOf" | "decimalMark">,
  sums: OwnerSums,
): Collector {
  const by = source.column(sum.by);
  const amount = source.column(sum.column);
  const counts = source.where(sum.where);
  const isOpen = openTest(source, sum, asOf);
  return (row) => {
    if (!counts(row) || !isOpen(row)) return NOTHING;
    const owner = by(row);
    if (owner === null) throw new RowFault(`${sum.by} is missing: nobody can be told whose amount this is`);
    const text = amount(row);
    if (text === null) throw new RowFault(`${sum.column} is missing`);
    const decimal = parseDecimal(text, decimalMark);
    if (!decimal) throw new RowFault(`${sum.column} "${excerpt(text)}" is not a decimal number`);
    return () => sums.add(owner, decimal, row);
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
    if (from !== null && first === null) {
      throw new RowFault(`${sum.openFrom} is missing: since when it is open`);
    }
    return (first === null || first <= asOf) && (end === null || end > asOf);
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
