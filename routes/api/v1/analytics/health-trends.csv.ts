import { define } from "@/define.ts";
import { reportCsvQuerySchema } from "@/lib/analytics/query.ts";
import { healthTrendsTable } from "@/lib/analytics/report_csv.ts";
import { csvResponse } from "@/lib/exports/responses.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { parseQuery } from "@/lib/http/query.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    const { bom, days } = parseQuery(ctx.url, reportCsvQuerySchema);
    const { value } = await ctx.state.services.reports.healthTrends(days);
    return csvResponse({ fileName: `health-trends-${days}-days.csv`, ...healthTrendsTable(value), bom });
  },
}));
