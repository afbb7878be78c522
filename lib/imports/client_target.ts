/** Rows to clients. */
import { currencyDigits } from "@/lib/format/money.ts";
import { type NewClient, newClientSchema } from "@/lib/clients/schema.ts";
import type { Row } from "@/lib/imports/csv_table.ts";
import { type Decimal, parseDecimal, toMinorUnits, ZERO } from "@/lib/imports/decimal.ts";
import { RowFault } from "@/lib/imports/errors.ts";
import { FieldCompiler } from "@/lib/imports/fields.ts";
import type { ClientsMapping, MoneyMapping } from "@/lib/imports/mapping_schema.ts";
import type { PlannedClient, TargetCount } from "@/lib/imports/plan.ts";
import type { Reader } from "@/lib/imports/source_file.ts";
import { instantOf, localDayOf } from "@/lib/imports/source_time.ts";
import { checked, type Target, type TargetContext } from "@/lib/imports/target.ts";

type ReadAmount = (row: Row, externalId: string) => Decimal | null;

export class ClientTarget implements Target {
  readonly tally: TargetCount;
  /** Lines by externalId. */
  readonly #seen = new Map<string, number>();
  readonly #counts: (row: Row) => boolean;
  readonly #externalId: Reader;
  readonly #fieldsOf: (row: Row, externalId: string) => NewClient;
  readonly #mapped: (keyof NewClient)[];

  constructor(
    mapping: ClientsMapping,
    private readonly context: TargetContext,
    private readonly clients: PlannedClient[],
  ) {
    const { source, lookups } = context;
    const fields = new FieldCompiler(source, lookups);
    this.tally = { target: "clients", file: source.name, rows: 0, items: 0, leftOut: 0 };
    this.#counts = source.where(mapping.where);
    this.#externalId = fields.optional("externalId", mapping.externalId);
    this.#fieldsOf = fieldsReader(mapping, context, fields);
    const { file: _file, where: _where, ...named } = mapping;
    this.#mapped = [...new Set([...Object.keys(named) as (keyof NewClient)[], "timezone" as const])];
  }

  clientOf(): null {
    return null;
  }

  read(row: Row): () => void {
    const externalId = this.#externalId(row);
    if (!this.#counts(row)) {
      return () => {
        this.tally.leftOut++;
        if (externalId !== null) this.context.directory.leaveOut(externalId);
      };
    }
    if (externalId === null) throw new RowFault("externalId is missing");
    const earlier = this.#seen.get(externalId);
    if (earlier !== undefined) {
      throw new RowFault(`externalId "${externalId}" stands in line ${earlier} already`);
    }
    const fields = this.#fieldsOf(row, externalId);
    return () => {
      this.tally.rows++;
      this.tally.items++;
      this.#seen.set(externalId, row.line);
      this.context.directory.add(externalId, fields.timezone);
      this.clients.push({ externalId, fields, mapped: this.#mapped });
    };
  }
}

function fieldsReader(
  mapping: ClientsMapping,
  context: TargetContext,
  fields: FieldCompiler,
): (row: Row, externalId: string) => NewClient {
  const text = (name: "name" | "plan" | "industry" | "currency" | "status" | "timezone" | "owner") =>
    fields.optional(name, mapping[name]);
  const time = (name: "startedAt" | "endedOn" | "renewsAt") => fields.optionalTime(name, mapping[name]);
  const read = {
    name: text("name"),
    plan: text("plan"),
    industry: text("industry"),
    currency: text("currency"),
    status: text("status"),
    timezone: text("timezone"),
    owner: text("owner"),
    startedAt: time("startedAt"),
    endedOn: time("endedOn"),
    renewsAt: time("renewsAt"),
    mrr: amountReader(mapping.mrr, context, fields),
  };
  return (row, externalId) => {
    const { timezone, currency } = checked(newClientSchema.pick({ timezone: true, currency: true }), {
      timezone: read.timezone(row) ?? context.mapping.timezone,
      currency: read.currency(row) ?? undefined,
    });
    const [startedAt, endedOn, renewsAt] = [read.startedAt(row), read.endedOn(row), read.renewsAt(row)];
    return checked(newClientSchema, {
      externalId,
      name: read.name(row) ?? externalId,
      plan: read.plan(row) ?? undefined,
      industry: read.industry(row),
      mrr: minorUnits(read.mrr(row, externalId), currency),
      currency,
      status: (read.status(row) ?? undefined) as NewClient["status"] | undefined,
      timezone,
      startedAt: startedAt ? instantOf(startedAt, timezone, "start").toISOString() : undefined,
      endedOn: endedOn && localDayOf(endedOn, timezone),
      renewsAt: renewsAt && instantOf(renewsAt, timezone, "start").toISOString(),
      owner: read.owner(row),
    });
  };
}

function amountReader(
  mrr: MoneyMapping | undefined,
  { lookups, mapping }: TargetContext,
  fields: FieldCompiler,
): ReadAmount {
  if (mrr?.sum) {
    const sums = lookups.sum(mrr.sum);
    return (_row, externalId) => sums.get(externalId) ?? ZERO;
  }
  const read = fields.optional("mrr", mrr);
  return (row) => {
    const text = read(row);
    if (text === null) return null;
    const amount = parseDecimal(text, mapping.decimalMark);
    if (!amount) throw new RowFault(`mrr "${text}" is not a decimal number`);
    return amount;
  };
}

function minorUnits(amount: Decimal | null, currency: string): number | undefined {
  if (amount === null) return undefined;
  const minor = toMinorUnits(amount, currencyDigits(currency));
  if (minor === null) throw new RowFault(`mrr is finer than the smallest unit of ${currency}`);
  return minor;
}
