import { define } from "@/define.ts";
import { incidentLines } from "@/lib/exports/lines.ts";
import { ndjsonResponse, wantsNdjson } from "@/lib/exports/responses.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { readJson } from "@/lib/http/body.ts";
import { idempotent } from "@/lib/http/idempotency.ts";
import { jsonWithEtag, writtenJson } from "@/lib/http/json_response.ts";
import { parseQuery, refuseQuery } from "@/lib/http/query.ts";
import { incidentExportQuerySchema, incidentQuerySchema } from "@/lib/incidents/query.ts";
import { newIncidentSchema } from "@/lib/incidents/schema.ts";
import { toIncidentView, toNamedIncidentView } from "@/lib/incidents/view.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    const { incidents } = ctx.state.services;
    if (wantsNdjson(ctx.req)) {
      return ndjsonResponse(incidentLines(incidents.stream(parseQuery(ctx.url, incidentExportQuerySchema))));
    }
    const { items, ...list } = await incidents.list(parseQuery(ctx.url, incidentQuerySchema));
    return jsonWithEtag(ctx.req, { incidents: items.map(toNamedIncidentView), ...list }, { vary: "accept" });
  },
  POST: idempotent(async (ctx) => {
    refuseQuery(ctx.url);
    const input = await readJson(ctx.req, newIncidentSchema);
    const { incident, created } = await ctx.state.services.incidents.create(input);
    const location = `${ctx.config.basePath}/api/v1/incidents/${incident._id}`;
    return writtenJson(toIncidentView(incident), { status: created ? 201 : 200, headers: { location } });
  }),
}));
