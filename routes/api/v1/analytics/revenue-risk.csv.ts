import { define } from "@/define.ts";
import { csvQuerySchema } from "@/lib/analytics/query.ts";
import { revenueRiskTable } from "@/lib/analytics/report_csv.ts";
import { csvResponse } from "@/lib/exports/responses.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { parseQuery } from "@/lib/http/query.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    const { bom } = parseQuery(ctx.url, csvQuerySchema);
    const { value } = await ctx.state.services.reports.revenueRisk();
    return csvResponse({ fileName: "revenue-risk.csv", ...revenueRiskTable(value), bom });
  },
}));
