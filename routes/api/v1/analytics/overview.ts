import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { jsonWithEtag } from "@/lib/http/json_response.ts";
import { refuseQuery } from "@/lib/http/query.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    refuseQuery(ctx.url);
    const { value, computedAt } = await ctx.state.services.analytics.overview();
    const { livePosition: _livePosition, ...overview } = value;
    return jsonWithEtag(ctx.req, { ...overview, computedAt });
  },
}));
