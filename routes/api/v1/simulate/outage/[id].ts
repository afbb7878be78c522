import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { readJson } from "@/lib/http/body.ts";
import { idempotent } from "@/lib/http/idempotency.ts";
import { pathParameter } from "@/lib/http/path_parameter.ts";
import { refuseQuery } from "@/lib/http/query.ts";
import { outageOptionsSchema } from "@/lib/simulation/schema.ts";

export const handler = define.handlers(apiHandler({
  POST: idempotent(async (ctx, { id }) => {
    refuseQuery(ctx.url);
    const options = await readJson(ctx.req, outageOptionsSchema, { optional: true });
    return ctx.json(await ctx.state.services.simulation.outage(pathParameter(ctx, "id"), options, id));
  }),
}));
