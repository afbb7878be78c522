/** What the four kinds of targets have in common. */
import type { z } from "zod";
import { formatCount } from "@/lib/format/number.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Row } from "@/lib/imports/csv_table.ts";
import type { ClientDirectory } from "@/lib/imports/client_directory.ts";
import { parseDecimal, toMinorUnits } from "@/lib/imports/decimal.ts";
import { excerpt, RowFault } from "@/lib/imports/errors.ts";
import { FieldCompiler } from "@/lib/imports/fields.ts";
import type { Lookups } from "@/lib/imports/lookups.ts";
import type { FieldMapping, Mapping, WhereMapping } from "@/lib/imports/mapping_schema.ts";
import type { TargetCount } from "@/lib/imports/plan.ts";
import type { SourceFile } from "@/lib/imports/source_file.ts";

export interface TargetContext {
  source: SourceFile;
  lookups: Lookups;
  directory: ClientDirectory;
  mapping: Mapping;
  now: Date;
  retentionDays: number;
}

/** Makes one kind of thing of the rows of a file. */
export interface Target {
  readonly tally: TargetCount;
  /** The client that the row names; `null` when the row is not for this target or names none. */
  clientOf(row: Row): string | null;
  /**
   * Judges a row and says what to do with it, so that a row is taken for all its targets or for none.
   *
   * @throws {RowFault}
   */
  read(row: Row): () => void;
}

/** A target whose rows belong to a client. */
export abstract class ClientRowTarget implements Target {
  readonly tally: TargetCount;
  protected readonly fields: FieldCompiler;
  readonly #counts: (row: Row) => boolean;
  readonly #client: (row: Row) => string;

  protected constructor(
    target: string,
    mapping: { where?: WhereMapping | undefined; client: FieldMapping },
    protected readonly context: TargetContext,
  ) {
    const { source, lookups } = context;
    this.tally = { target, file: source.name, rows: 0, items: 0, leftOut: 0 };
    this.fields = new FieldCompiler(source, lookups);
    this.#counts = source.where(mapping.where);
    this.#client = this.fields.required("client", mapping.client);
  }

  clientOf(row: Row): string | null {
    if (!this.#counts(row)) return null;
    try {
      return this.#client(row);
    } catch (error) {
      // `read` reports it, together with whatever else is wrong.
      if (error instanceof RowFault) return null;
      throw error;
    }
  }

  read(row: Row): () => void {
    if (!this.#counts(row)) return () => {};
    const client = this.#client(row);
    const { directory } = this.context;
    if (directory.isLeftOut(client)) return () => this.tally.leftOut++;
    const timeZone = directory.timeZoneOf(client);
    if (timeZone === null) throw new RowFault(`client "${excerpt(client)}" does not exist`);
    const keep = this.readFor(row, client, timeZone);
    return () => {
      this.tally.rows++;
      keep();
    };
  }

  /** Judges a row of a client that exists. */
  protected abstract readFor(row: Row, client: string, timeZone: string): () => void;
}

/**
 * Validates what a row came to.
 *
 * @throws {RowFault} naming the field, its value and what would be right.
 */
export function checked<Schema extends z.ZodType>(schema: Schema, value: z.input<Schema>): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map(({ path, message }) => {
    const found = path.reduce<unknown>((at, key) => Object(at)[key], value);
    const quoted = typeof found === "string" ? excerpt(found) : found;
    return `${path.join(".")} ${JSON.stringify(quoted)} ${message}`;
  });
  throw new RowFault(reasons.join("; "));
}

/** A count as files give it: `4`, and `4.0` from programs that know only floating-point numbers. */
export function parseCount(text: string, mark: Mapping["decimalMark"]): number {
  const decimal = parseDecimal(text, mark);
  const count = decimal && toMinorUnits(decimal, 0);
  if (count === null) {
    const grouping = /^\d{1,3}([.,\s']\d{3})+$/.test(text) ? " written without marks between its digits" : "";
    throw new RowFault(`count "${excerpt(text)}" is not a whole number${grouping}`);
  }
  if (count > LIMITS.telemetryCountMax) {
    throw new RowFault(`count "${excerpt(text)}" must be at most ${formatCount(LIMITS.telemetryCountMax)}`);
  }
  return count;
}
