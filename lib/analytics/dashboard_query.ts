import { z } from "zod";
import type { DashboardQuery } from "@/lib/analytics/dashboard_address.ts";
import { radarFilterFields, radarQuerySchema, scoreMapQuerySchema } from "@/lib/analytics/query.ts";

const FIELDS = {
  ...radarFilterFields,
  page: radarQuerySchema.shape.page,
  currency: scoreMapQuerySchema.shape.currency,
};

/** What a reader asks of the dashboard. What makes no sense is left out: people edit addresses, and forms send blanks. */
export function dashboardQuery(url: URL): DashboardQuery {
  const query: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(FIELDS)) {
    const given = url.searchParams.get(name) || undefined;
    const parsed = z.safeParse(schema, given);
    if (given !== undefined && parsed.success) query[name] = parsed.data;
  }
  return query;
}
