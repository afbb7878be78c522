import { define } from "@/define.ts";
import { newClientSchema } from "@/lib/clients/schema.ts";
import { clientQuerySchema } from "@/lib/clients/query.ts";
import { toClientView } from "@/lib/clients/view.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { readJson } from "@/lib/http/body.ts";
import { jsonWithEtag } from "@/lib/http/json_response.ts";
import { parseQuery } from "@/lib/http/query.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    const query = parseQuery(ctx.url, clientQuerySchema);
    const { services } = ctx.state;
    const { clients, total } = await services.clients.list(query);
    const freshness = services.freshness();
    return jsonWithEtag(ctx.req, {
      clients: clients.map((client) => toClientView(client, freshness)),
      total,
    });
  },
  async POST(ctx) {
    const { services } = ctx.state;
    const client = await services.clients.create(await readJson(ctx.req, newClientSchema));
    const location = `${ctx.config.basePath}/api/v1/clients/${client._id}`;
    return ctx.json(toClientView(client, services.freshness()), { status: 201, headers: { location } });
  },
}));
