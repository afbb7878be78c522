import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { MERGE_PATCH_TYPES, readJson } from "@/lib/http/body.ts";
import { expectedVersions } from "@/lib/http/entity_tag.ts";
import { jsonOfVersion, writtenJson } from "@/lib/http/json_response.ts";
import { pathParameter } from "@/lib/http/path_parameter.ts";
import { refuseQuery } from "@/lib/http/query.ts";
import { incidentChangeSchema } from "@/lib/incidents/schema.ts";
import { toIncidentView } from "@/lib/incidents/view.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    refuseQuery(ctx.url);
    const incident = await ctx.state.services.incidents.get(pathParameter(ctx, "id"));
    return jsonOfVersion(ctx.req, toIncidentView(incident));
  },
  async PATCH(ctx) {
    refuseQuery(ctx.url);
    const change = await readJson(ctx.req, incidentChangeSchema, { mediaTypes: MERGE_PATCH_TYPES });
    const { incidents } = ctx.state.services;
    const incident = await incidents.update(pathParameter(ctx, "id"), change, expectedVersions(ctx.req));
    return writtenJson(toIncidentView(incident));
  },
  async DELETE(ctx) {
    refuseQuery(ctx.url);
    await ctx.state.services.incidents.remove(pathParameter(ctx, "id"), expectedVersions(ctx.req));
    return new Response(null, { status: 204 });
  },
}));
