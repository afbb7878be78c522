import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { jsonWithEtag } from "@/lib/http/json_response.ts";
import { refuseQuery } from "@/lib/http/query.ts";

/** How much simulated data there is, and whether more is being made. */
export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    refuseQuery(ctx.url);
    return jsonWithEtag(ctx.req, await ctx.state.services.simulation.status());
  },
}));
