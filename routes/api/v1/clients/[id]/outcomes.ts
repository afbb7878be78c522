import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { jsonWithEtag } from "@/lib/http/json_response.ts";
import { pathParameter } from "@/lib/http/path_parameter.ts";
import { refuseQuery } from "@/lib/http/query.ts";
import { toOutcomeView } from "@/lib/outcomes/view.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    refuseQuery(ctx.url);
    const outcomes = await ctx.state.services.outcomes.listOfClient(pathParameter(ctx, "id"));
    return jsonWithEtag(ctx.req, { outcomes: outcomes.map(toOutcomeView) });
  },
}));
