import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { jsonWithEtag } from "@/lib/http/json_response.ts";
import { refuseQuery } from "@/lib/http/query.ts";
import { openApiDocument } from "@/lib/openapi/document.ts";

export const handler = define.handlers(apiHandler({
  GET(ctx) {
    refuseQuery(ctx.url);
    return jsonWithEtag(ctx.req, openApiDocument(ctx.config.basePath));
  },
}));
