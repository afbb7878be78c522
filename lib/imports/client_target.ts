/** Rows to clients. */
import { formatCount } from "@/lib/format/number.ts";
import { MINOR_UNITS_MAX } from "@/lib/platform/schema.ts";
import { compareCurrencies, currencyDigits } from "@/lib/format/money.ts";
import { dayOf } from "@/lib/platform/days.ts";
import { endingFault } from "@/lib/clients/changing.ts";
import { CURRENT_STATUSES, type NewClient, newClientSchema } from "@/lib/clients/schema.ts";
import type { Row } from "@/lib/imports/csv_table.ts";
import type { SourceTime } from "@/lib/imports/date_format.ts";
import { type Decimal, parseDecimal, toMinorUnits } from "@/lib/imports/decimal.ts";
import { excerpt, RowFault } from "@/lib/imports/errors.ts";
import { FieldCompiler } from "@/lib/imports/fields.ts";
import type { ClientsMapping, MoneyMapping } from "@/lib/imports/mapping_schema.ts";
import type { AssumedCurrency, PlannedClient, TargetCount } from "@/lib/imports/plan.ts";
import type { Reader } from "@/lib/imports/source_file.ts";
import { instantOf, localDayOf } from "@/lib/imports/source_time.ts";
import { checked, type Target, type TargetContext } from "@/lib/imports/target.ts";

type ReadAmount = (row: Row, externalId: string) => Decimal | null;

type ReadClient = NewClient & Pick<PlannedClient, "days">;

export class ClientTarget implements Target {
  readonly tally: TargetCount;
  /** What the mapping gives of amount and currency is not the whole of it: the rest is that of the stored client. */
  readonly #needsMoney: boolean;
  readonly #assumed = new AssumedCurrencies();
  /** Lines by externalId. */
  readonly #seen = new Map<string, number>();
  readonly #counts: (row: Row) => boolean;
  readonly #externalId: Reader;
  readonly #fieldsOf: (row: Row, externalId: string) => ReadClient;
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
    const zone = context.mapping.timezone === undefined ? [] : ["timezone" as const];
    this.#mapped = [...new Set([...Object.keys(named) as (keyof NewClient)[], ...zone])];
    this.#needsMoney = (mapping.mrr === undefined) !== (mapping.currency === undefined);
  }

  /** For its time zone and the rest of its money, where the mapping says nothing of them. */
  clientOf(row: Row): string | null {
    const isComplete = this.#mapped.includes("timezone") && !this.#needsMoney;
    return isComplete || !this.#counts(row) ? null : this.#externalId(row);
  }

  /** Of amounts that came without a currency. */
  assumedCurrencies(): AssumedCurrency[] {
    return this.#assumed.list();
  }

  /** Whether there is a row of this client, be it one that the mapping leaves out. */
  knows(externalId: string): boolean {
    return this.#seen.has(externalId) || this.context.directory.isLeftOut(externalId);
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
      throw new RowFault(`externalId "${excerpt(externalId)}" stands in line ${earlier} already`);
    }
    const { days, ...fields } = this.#fieldsOf(row, externalId);
    return () => {
      this.tally.rows++;
      this.tally.items++;
      this.#seen.set(externalId, row.line);
      if (this.#needsMoney && this.#mapped.includes("mrr")) {
        this.#assumed.add(fields.currency, this.context.directory.storedOf(externalId) !== null);
      }
      this.context.directory.add(externalId, fields.timezone);
      this.clients.push({ externalId, fields, mapped: this.#mapped, days });
    };
  }
}

function fieldsReader(
  mapping: ClientsMapping,
  context: TargetContext,
  fields: FieldCompiler,
): (row: Row, externalId: string) => ReadClient {
  const text = (name: "name" | "plan" | "currency" | "status" | "timezone") =>
    fields.defaulted(name, mapping[name]);
  const read = {
    name: text("name"),
    plan: text("plan"),
    industry: fields.optional("industry", mapping.industry),
    currency: text("currency"),
    status: text("status"),
    timezone: text("timezone"),
    owner: fields.optional("owner", mapping.owner),
    startedAt: mapping.startedAt ? fields.requiredTime("startedAt", mapping.startedAt) : () => null,
    endedOn: fields.optionalTime("endedOn", mapping.endedOn),
    renewsAt: fields.optionalTime("renewsAt", mapping.renewsAt),
    mrr: amountReader(mapping.mrr, context, fields),
  };
  return (row, externalId) => {
    const stored = context.directory.storedOf(externalId);
    const { timezone, currency } = checked(newClientSchema.pick({ timezone: true, currency: true }), {
      timezone: read.timezone(row) ?? context.mapping.timezone ?? context.directory.timeZoneOf(externalId) ??
        "UTC",
      currency: read.currency(row) ?? stored?.currency,
    });
    if (!mapping.mrr && stored && stored.mrr > 0 && stored.currency !== currency) {
      throw new RowFault(
        `currency ${currency} is not that of the stored mrr, ${stored.currency}: it must come with an mrr`,
      );
    }
    const [startedAt, endedOn, renewsAt] = [read.startedAt(row), read.endedOn(row), read.renewsAt(row)];
    const client = checked(newClientSchema, {
      externalId,
      name: read.name(row) ?? externalId,
      plan: read.plan(row),
      industry: read.industry(row),
      mrr: minorUnits(read.mrr(row, externalId), currency),
      currency,
      status: read.status(row) as NewClient["status"] | undefined,
      timezone,
      startedAt: startedAt ? instantOf(startedAt, timezone, "start").toISOString() : undefined,
      endedOn: endedOn && localDayOf(endedOn, timezone),
      renewsAt: renewsAt && instantOf(renewsAt, timezone, "start").toISOString(),
      owner: read.owner(row),
    });
    checkEnding(client, context.now);
    const days = [
      ...isDay(startedAt) ? ["startedAt" as const] : [],
      ...isDay(renewsAt) ? ["renewsAt" as const] : [],
    ];
    return { ...client, days };
  };
}

class AssumedCurrencies {
  /** By currency. */
  readonly #counts = { stored: new Map<string, number>(), new: new Map<string, number>() };

  add(currency: string, stored: boolean): void {
    const counts = this.#counts[stored ? "stored" : "new"];
    counts.set(currency, (counts.get(currency) ?? 0) + 1);
  }

  list(): AssumedCurrency[] {
    const list = (counts: ReadonlyMap<string, number>, stored: boolean) =>
      [...counts].map(([currency, clients]) => ({ currency, clients, stored })).sort(compareCurrencies);
    return [...list(this.#counts.stored, true), ...list(this.#counts.new, false)];
  }
}

function isDay(time: SourceTime | null): boolean {
  return time?.kind === "local" && time.time === null;
}

/** The same rule as the API's: a day of leaving belongs to a client that is gone. */
function checkEnding({ endedOn, status, startedAt, timezone }: NewClient, now: Date): void {
  if (endedOn === null) return;
  if (CURRENT_STATUSES.includes(status)) {
    throw new RowFault(`endedOn ${endedOn} does not go with the status ${status}`);
  }
  const fault = endingFault(endedOn, dayOf(now, timezone), dayOf(startedAt ?? new Date(0), timezone));
  if (fault !== null) throw new RowFault(`endedOn ${endedOn} ${fault}`);
}

function amountReader(
  mrr: MoneyMapping | undefined,
  { lookups, mapping }: TargetContext,
  fields: FieldCompiler,
): ReadAmount {
  if (mrr?.sum) {
    const sums = lookups.sum(mrr.sum);
    return (_row, externalId) => sums.of(externalId);
  }
  const read = fields.defaulted("mrr", mrr);
  return (row) => {
    const text = read(row);
    if (text === undefined) return null;
    const amount = parseDecimal(text, mapping.decimalMark);
    if (!amount) throw new RowFault(`mrr "${excerpt(text)}" is not a decimal number`);
    return amount;
  };
}

function minorUnits(amount: Decimal | null, currency: string): number | undefined {
  if (amount === null) return undefined;
  const minor = toMinorUnits(amount, currencyDigits(currency));
  if (minor === null) throw new RowFault(`mrr is finer than the smallest unit of ${currency}`);
  if (minor > MINOR_UNITS_MAX) {
    throw new RowFault(
      `mrr must be at most ${formatCount(MINOR_UNITS_MAX / 10 ** currencyDigits(currency))} ${currency}`,
    );
  }
  return minor;
}
