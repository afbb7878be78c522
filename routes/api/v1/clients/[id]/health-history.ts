import { define } from "@/define.ts";
import { historyQuerySchema } from "@/lib/client_detail/query.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { jsonWithEtag } from "@/lib/http/json_response.ts";
import { pathParameter } from "@/lib/http/path_parameter.ts";
import { parseQuery } from "@/lib/http/query.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    const { days } = parseQuery(ctx.url, historyQuerySchema);
    const history = await ctx.state.services.clientTime.healthHistory(pathParameter(ctx, "id"), days);
    return jsonWithEtag(ctx.req, history);
  },
}));
