import { define } from "@/define.ts";
import { radarQuerySchema } from "@/lib/analytics/query.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { figuresHeader } from "@/lib/http/figures_header.ts";
import { jsonWithEtag } from "@/lib/http/json_response.ts";
import { parseQuery } from "@/lib/http/query.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    const { page, limit, ...filter } = parseQuery(ctx.url, radarQuerySchema);
    const radar = await ctx.state.services.analytics.riskRadar(page, limit, filter);
    return jsonWithEtag(ctx.req, { ...radar.value, computedAt: radar.computedAt }, figuresHeader(radar));
  },
}));
