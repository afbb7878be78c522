import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { readJson } from "@/lib/http/body.ts";
import { newIncidentSchema } from "@/lib/incidents/schema.ts";
import { toIncidentView } from "@/lib/incidents/view.ts";

export const handler = define.handlers(apiHandler({
  async POST(ctx) {
    const input = await readJson(ctx.req, newIncidentSchema);
    const { incident, created } = await ctx.state.services.incidents.create(input);
    const location = `${ctx.config.basePath}/api/v1/incidents/${incident._id}`;
    return ctx.json(toIncidentView(incident), { status: created ? 201 : 200, headers: { location } });
  },
}));
