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
import { cachedList } from "@/lib/lists/cached_list.ts";
import { GENERATIONS } from "@/lib/live/change_notice.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    const { cache, incidents } = ctx.state.services;
    if (wantsNdjson(ctx.req)) {
      return ndjsonResponse(incidentLines(incidents.stream(parseQuery(ctx.url, incidentExportQuerySchema))));
    }
    const query = parseQuery(ctx.url, incidentQuerySchema);
    // The list names its clients, so it depends on them too.
    const generations = [GENERATIONS.incidents, GENERATIONS.profiles];
    const body = await cachedList(cache, { name: "incidents", generations, query }, async () => {
      const { items, ...list } = await incidents.list(query);
      return { incidents: items.map(toNamedIncidentView), ...list };
    });
    return jsonWithEtag(ctx.req, body, { vary: "accept" });
  },
  POST: idempotent(async (ctx, making) => {
    refuseQuery(ctx.url);
    const input = await readJson(ctx.req, newIncidentSchema);
    const { incident, created } = await ctx.state.services.incidents.create(input, { id: making.id });
    making.concerns(incident.clientId);
    const location = `${ctx.config.basePath}/api/v1/incidents/${incident._id}`;
    return writtenJson(toIncidentView(incident), { status: created ? 201 : 200, headers: { location } });
  }),
}));
