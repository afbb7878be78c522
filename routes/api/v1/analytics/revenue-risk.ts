import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { figuresHeader } from "@/lib/http/figures_header.ts";
import { jsonWithEtag } from "@/lib/http/json_response.ts";
import { parseQuery } from "@/lib/http/query.ts";
import { noQuerySchema } from "@/lib/analytics/query.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    parseQuery(ctx.url, noQuerySchema);
    const report = await ctx.state.services.reports.revenueRisk();
    return jsonWithEtag(ctx.req, report.value, figuresHeader(report));
  },
}));
