/** Clients and their usage as tables. */
import type { UsageView } from "@/lib/client_detail/time_view.ts";
import { dayOf } from "@/lib/platform/days.ts";
import type { Client } from "@/lib/clients/schema.ts";
import type { Cell } from "@/lib/exports/csv.ts";
import { currencyDigits } from "@/lib/format/money.ts";
import { own } from "@/lib/platform/own.ts";

/** `utc`: instants, for programs. `local`: what a clock at the client's shows, as the pages do, for spreadsheets. */
export const CSV_DATES = ["utc", "local"] as const;
export type CsvDates = (typeof CSV_DATES)[number];

/** How a column writes an instant that matters as a day, and one of which the time of day does too. */
interface TimeCells {
  day: (instant: Date | null | undefined) => Cell;
  minute: (instant: Date | null | undefined) => Cell;
}

const CLIENT_COLUMNS = {
  id: (client) => client._id,
  externalId: (client) => client.externalId,
  name: (client) => client.name,
  plan: (client) => client.plan,
  industry: (client) => client.industry,
  status: (client) => client.status,
  mrr: ({ mrr, currency }) => mrr / 10 ** currencyDigits(currency),
  currency: (client) => client.currency,
  mrrMinorUnits: (client) => client.mrr,
  band: ({ health }) => health?.band ?? "unknown",
  score: ({ health }) => health?.score ?? null,
  trend: ({ health }) => health?.trend?.delta ?? null,
  driver: ({ health }) => health?.driver ?? null,
  openIncidents: ({ health }) => health?.openIncidents ?? null,
  coverage: ({ health }) => health?.coverage ?? null,
  computedAt: ({ health }, time) => time.minute(health?.computedAt),
  dataAsOf: ({ health }, time) => time.minute(health?.dataAsOf),
  renewsAt: ({ renewsAt }, time) => time.day(renewsAt),
  owner: (client) => client.owner,
  tags: ({ tags }) => tags.join("; "),
  timezone: (client) => client.timezone,
  startedAt: ({ startedAt }, time) => time.day(startedAt),
  endedOn: (client) => client.endedOn,
  createdAt: ({ createdAt }, time) => time.minute(createdAt),
  updatedAt: ({ updatedAt }, time) => time.minute(updatedAt),
} satisfies Record<string, (client: Client, time: TimeCells) => Cell>;

export type ClientCsvColumn = keyof typeof CLIENT_COLUMNS;

/** All columns, in their order. */
export const CLIENT_CSV_COLUMNS = Object.keys(CLIENT_COLUMNS) as ClientCsvColumn[];

export async function* clientRows(
  clients: AsyncIterable<Client>,
  { columns, dates }: { columns: readonly ClientCsvColumn[]; dates: CsvDates },
): AsyncGenerator<Cell[]> {
  const cells: ((client: Client, time: TimeCells) => Cell)[] = columns.map((name) => CLIENT_COLUMNS[name]);
  for await (const client of clients) {
    const time = dates === "utc" ? INSTANTS : localCells(client.timezone);
    yield cells.map((cell) => cell(client, time));
  }
}

const instantCell = (instant: Date | null | undefined) => instant?.toISOString() ?? null;
const INSTANTS: TimeCells = { day: instantCell, minute: instantCell };

/** `2026-03-31`, and `2026-03-31 14:05`: forms that every spreadsheet takes for a date. */
function localCells(timeZone: string): TimeCells {
  return {
    day: (instant) => instant ? dayOf(instant, timeZone) : null,
    minute: (instant) =>
      instant
        ? instant.toTemporalInstant().toZonedDateTimeISO(timeZone).toPlainDateTime()
          .toString({ smallestUnit: "minute" }).replace("T", " ")
        : null,
  };
}

export function usageCsvHeader({ types }: UsageView): string[] {
  return ["day", ...types, "users"];
}

/** A day without data has empty cells: that is not zero. */
export async function* usageRows({ types, days }: UsageView): AsyncGenerator<Cell[]> {
  for (const { day, counts, users } of days) {
    yield [day, ...types.map((type) => own(counts ?? {}, type) ?? null), users];
  }
}
