import { define } from "@/define.ts";
import { clientExportQuerySchema, clientQuerySchema } from "@/lib/clients/query.ts";
import { newClientSchema } from "@/lib/clients/schema.ts";
import { toClientView } from "@/lib/clients/view.ts";
import { clientLines } from "@/lib/exports/lines.ts";
import { ndjsonResponse, wantsNdjson } from "@/lib/exports/responses.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { readJson } from "@/lib/http/body.ts";
import { idempotent } from "@/lib/http/idempotency.ts";
import { jsonWithEtag, writtenJson } from "@/lib/http/json_response.ts";
import { parseQuery, refuseQuery } from "@/lib/http/query.ts";
import { cachedList } from "@/lib/lists/cached_list.ts";
import { GENERATIONS } from "@/lib/live/change_notice.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    const { cache, clients, freshness } = ctx.state.services;
    if (wantsNdjson(ctx.req)) {
      const query = parseQuery(ctx.url, clientExportQuerySchema);
      return ndjsonResponse(clientLines(clients.stream(query), freshness()));
    }
    const query = parseQuery(ctx.url, clientQuerySchema);
    const body = await cachedList(
      cache,
      { name: "clients", generations: [GENERATIONS.clients], query },
      async () => {
        const { items, ...list } = await clients.list(query);
        return { clients: items.map((client) => toClientView(client, freshness())), ...list };
      },
    );
    return jsonWithEtag(ctx.req, body, { vary: "accept" });
  },
  POST: idempotent(async (ctx, making) => {
    refuseQuery(ctx.url);
    const { clients, freshness } = ctx.state.services;
    const client = await clients.create(await readJson(ctx.req, newClientSchema), making.id);
    making.concerns(client._id);
    const location = `${ctx.config.basePath}/api/v1/clients/${client._id}`;
    return writtenJson(toClientView(client, freshness()), { status: 201, headers: { location } });
  }),
}));
