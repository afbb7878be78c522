import { define } from "@/define.ts";
import { scoreMapQuerySchema } from "@/lib/analytics/query.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { figuresHeader } from "@/lib/http/figures_header.ts";
import { jsonWithEtag } from "@/lib/http/json_response.ts";
import { parseQuery } from "@/lib/http/query.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    const query = parseQuery(ctx.url, scoreMapQuerySchema);
    const report = await ctx.state.services.reports.scoreMap(query);
    return jsonWithEtag(ctx.req, report.value, figuresHeader(report));
  },
}));
