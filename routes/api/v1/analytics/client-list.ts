import { define } from "@/define.ts";
import { clientPageQuerySchema } from "@/lib/clients/query.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { figuresHeader } from "@/lib/http/figures_header.ts";
import { jsonWithEtag } from "@/lib/http/json_response.ts";
import { parseQuery } from "@/lib/http/query.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    const list = await ctx.state.services.clientList.read(parseQuery(ctx.url, clientPageQuerySchema));
    return jsonWithEtag(ctx.req, { ...list.value, computedAt: list.computedAt }, figuresHeader(list));
  },
}));
