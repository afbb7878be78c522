import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { readJson } from "@/lib/http/body.ts";
import { jsonWithEtag } from "@/lib/http/json_response.ts";
import { incidentChangeSchema } from "@/lib/incidents/schema.ts";
import { toIncidentView } from "@/lib/incidents/view.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    const incident = await ctx.state.services.incidents.get(ctx.params.id ?? "");
    return jsonWithEtag(ctx.req, toIncidentView(incident));
  },
  async PATCH(ctx) {
    const change = await readJson(ctx.req, incidentChangeSchema);
    return ctx.json(toIncidentView(await ctx.state.services.incidents.update(ctx.params.id ?? "", change)));
  },
}));
