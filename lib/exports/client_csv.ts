/** Clients and their usage as tables. */
import type { UsageView } from "@/lib/client_detail/time_view.ts";
import type { Client } from "@/lib/clients/schema.ts";
import type { Cell } from "@/lib/exports/csv.ts";
import { currencyDigits } from "@/lib/format/money.ts";

const CLIENT_COLUMNS: Record<string, (client: Client) => Cell> = {
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
  computedAt: ({ health }) => health?.computedAt.toISOString() ?? null,
  dataAsOf: ({ health }) => health?.dataAsOf?.toISOString() ?? null,
  renewsAt: ({ renewsAt }) => renewsAt?.toISOString() ?? null,
  owner: (client) => client.owner,
  tags: ({ tags }) => tags.join("; "),
  timezone: (client) => client.timezone,
  startedAt: ({ startedAt }) => startedAt.toISOString(),
  endedOn: (client) => client.endedOn,
  createdAt: ({ createdAt }) => createdAt.toISOString(),
  updatedAt: ({ updatedAt }) => updatedAt.toISOString(),
};

export const CLIENT_CSV_HEADER = Object.keys(CLIENT_COLUMNS);

export async function* clientRows(clients: AsyncIterable<Client>): AsyncGenerator<Cell[]> {
  const columns = Object.values(CLIENT_COLUMNS);
  for await (const client of clients) yield columns.map((cell) => cell(client));
}

export function usageCsvHeader({ types }: UsageView): string[] {
  return ["day", ...types, "users"];
}

/** A day without data has empty cells: that is not zero. */
export async function* usageRows({ types, days }: UsageView): AsyncGenerator<Cell[]> {
  for (const { day, counts, users } of days) {
    yield [day, ...types.map((type) => counts?.[type] ?? null), users];
  }
}
