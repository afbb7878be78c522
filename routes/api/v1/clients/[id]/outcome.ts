import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { readJson } from "@/lib/http/body.ts";
import { pathParameter } from "@/lib/http/path_parameter.ts";
import { refuseQuery } from "@/lib/http/query.ts";
import { outcomeInputSchema } from "@/lib/outcomes/schema.ts";
import { toOutcomeView } from "@/lib/outcomes/view.ts";

export const handler = define.handlers(apiHandler({
  async PUT(ctx) {
    refuseQuery(ctx.url);
    const input = await readJson(ctx.req, outcomeInputSchema);
    const { outcome, created } = await ctx.state.services.outcomes.put(pathParameter(ctx, "id"), input);
    return ctx.json(toOutcomeView(outcome), { status: created ? 201 : 200 });
  },
}));
