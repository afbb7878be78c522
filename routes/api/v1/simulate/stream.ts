import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { readJson } from "@/lib/http/body.ts";
import { idempotent } from "@/lib/http/idempotency.ts";
import { refuseQuery } from "@/lib/http/query.ts";
import { streamOptionsSchema } from "@/lib/simulation/schema.ts";

/** Starts or stops continuous activity; answers with the status that follows. */
export const handler = define.handlers(apiHandler({
  POST: idempotent(async (ctx) => {
    refuseQuery(ctx.url);
    const options = await readJson(ctx.req, streamOptionsSchema);
    return ctx.json(await ctx.state.services.simulation.setStream(options));
  }),
}));
