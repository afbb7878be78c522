import { define } from "@/define.ts";
import { recentEventsQuerySchema } from "@/lib/analytics/query.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { jsonWithEtag } from "@/lib/http/json_response.ts";
import { parseQuery } from "@/lib/http/query.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    const { limit } = parseQuery(ctx.url, recentEventsQuerySchema);
    return jsonWithEtag(ctx.req, await ctx.state.services.recentEvents.read(limit));
  },
}));
