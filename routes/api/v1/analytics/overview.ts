import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { figuresHeader } from "@/lib/http/figures_header.ts";
import { jsonWithEtag } from "@/lib/http/json_response.ts";
import { refuseQuery } from "@/lib/http/query.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    refuseQuery(ctx.url);
    const read = await ctx.state.services.analytics.overview();
    const { livePosition: _livePosition, ...overview } = read.value;
    return jsonWithEtag(ctx.req, { ...overview, computedAt: read.computedAt }, figuresHeader(read));
  },
}));
