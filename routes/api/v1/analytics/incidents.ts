import { define } from "@/define.ts";
import { reportQuerySchema } from "@/lib/analytics/query.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { figuresHeader } from "@/lib/http/figures_header.ts";
import { jsonWithEtag } from "@/lib/http/json_response.ts";
import { parseQuery } from "@/lib/http/query.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    const { days } = parseQuery(ctx.url, reportQuerySchema);
    const report = await ctx.state.services.reports.incidents(days);
    return jsonWithEtag(ctx.req, report.value, figuresHeader(report));
  },
}));
