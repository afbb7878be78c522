import { define } from "@/define.ts";
import { clientRows } from "@/lib/exports/client_csv.ts";
import { clientCsvQuerySchema } from "@/lib/exports/query.ts";
import { csvResponse } from "@/lib/exports/responses.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { parseQuery } from "@/lib/http/query.ts";

export const handler = define.handlers(apiHandler({
  GET(ctx) {
    const { bom, columns, dates, ...query } = parseQuery(ctx.url, clientCsvQuerySchema);
    const { clients, clock } = ctx.state.services;
    return csvResponse({
      fileName: `clients-${clock().toISOString().slice(0, 10)}.csv`,
      header: columns,
      rows: clientRows(clients.stream(query), { columns, dates }),
      bom,
    });
  },
}));
