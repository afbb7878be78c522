import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { jsonWithEtag } from "@/lib/http/json_response.ts";
import { pathParameter } from "@/lib/http/path_parameter.ts";
import { refuseQuery } from "@/lib/http/query.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    refuseQuery(ctx.url);
    return jsonWithEtag(ctx.req, await ctx.state.services.simulation.statusOf(pathParameter(ctx, "id")));
  },
}));
