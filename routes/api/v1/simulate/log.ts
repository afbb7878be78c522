import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { jsonWithEtag } from "@/lib/http/json_response.ts";
import { refuseQuery } from "@/lib/http/query.ts";

/** What simulations did lately and what was undone, newest first. */
export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    refuseQuery(ctx.url);
    return jsonWithEtag(ctx.req, { entries: await ctx.state.services.simulation.log() });
  },
}));
