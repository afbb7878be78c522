import { define } from "@/define.ts";
import { usageQuerySchema } from "@/lib/client_detail/query.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { jsonWithEtag } from "@/lib/http/json_response.ts";
import { pathParameter } from "@/lib/http/path_parameter.ts";
import { parseQuery } from "@/lib/http/query.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    const query = parseQuery(ctx.url, usageQuerySchema);
    return jsonWithEtag(ctx.req, await ctx.state.services.clientTime.usage(pathParameter(ctx, "id"), query));
  },
}));
