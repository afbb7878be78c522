import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { readJson } from "@/lib/http/body.ts";
import { idempotent } from "@/lib/http/idempotency.ts";
import { refuseQuery } from "@/lib/http/query.ts";
import { pulseOptionsSchema } from "@/lib/simulation/schema.ts";

export const handler = define.handlers(apiHandler({
  POST: idempotent(async (ctx, { id }) => {
    refuseQuery(ctx.url);
    const options = await readJson(ctx.req, pulseOptionsSchema, { optional: true });
    return ctx.json(await ctx.state.services.simulation.pulse(options, id));
  }),
}));
