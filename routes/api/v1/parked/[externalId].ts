import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { pathParameter } from "@/lib/http/path_parameter.ts";
import { refuseQuery } from "@/lib/http/query.ts";

export const handler = define.handlers(apiHandler({
  async DELETE(ctx) {
    refuseQuery(ctx.url);
    return ctx.json(await ctx.state.services.parking.remove(pathParameter(ctx, "externalId").normalize()));
  },
}));
