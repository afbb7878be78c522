import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { jsonWithEtag } from "@/lib/http/json_response.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    const detail = await ctx.state.services.clientDetail.read(ctx.params.id ?? "");
    return jsonWithEtag(ctx.req, detail.value);
  },
}));
