import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { jsonWithEtag } from "@/lib/http/json_response.ts";
import { parseQuery } from "@/lib/http/query.ts";
import { parkedQuerySchema } from "@/lib/parking/schema.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    const query = parseQuery(ctx.url, parkedQuerySchema);
    return jsonWithEtag(ctx.req, await ctx.state.services.parking.list(query));
  },
}));
