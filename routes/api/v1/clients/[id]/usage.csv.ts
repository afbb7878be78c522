import { define } from "@/define.ts";
import { usageCsvQuerySchema } from "@/lib/client_detail/query.ts";
import { usageCsvHeader, usageRows } from "@/lib/exports/client_csv.ts";
import { csvResponse } from "@/lib/exports/responses.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { pathParameter } from "@/lib/http/path_parameter.ts";
import { parseQuery } from "@/lib/http/query.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    const { bom, ...query } = parseQuery(ctx.url, usageCsvQuerySchema);
    const usage = await ctx.state.services.clientTime.usage(pathParameter(ctx, "id"), query);
    return csvResponse({
      fileName: `usage-${usage.clientId}-${usage.first}-to-${usage.last}.csv`,
      header: usageCsvHeader(usage),
      rows: usageRows(usage),
      bom,
    });
  },
}));
