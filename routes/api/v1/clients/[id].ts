import { define } from "@/define.ts";
import { clientPatchSchema, clientReplacementSchema } from "@/lib/clients/schema.ts";
import { toClientView } from "@/lib/clients/view.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { MERGE_PATCH_TYPES, readJson } from "@/lib/http/body.ts";
import { expectedVersions } from "@/lib/http/entity_tag.ts";
import { figuresHeader } from "@/lib/http/figures_header.ts";
import { jsonOfVersion, writtenJson } from "@/lib/http/json_response.ts";
import { pathParameter } from "@/lib/http/path_parameter.ts";
import { refuseQuery } from "@/lib/http/query.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    refuseQuery(ctx.url);
    const read = await ctx.state.services.clientDetail.read(pathParameter(ctx, "id"));
    return jsonOfVersion(ctx.req, read.value, figuresHeader(read));
  },
  async PUT(ctx) {
    refuseQuery(ctx.url);
    const { clients, freshness } = ctx.state.services;
    const input = await readJson(ctx.req, clientReplacementSchema);
    const client = await clients.replace(pathParameter(ctx, "id"), input, expectedVersions(ctx.req));
    return writtenJson(toClientView(client, freshness()));
  },
  async PATCH(ctx) {
    refuseQuery(ctx.url);
    const { clients, freshness } = ctx.state.services;
    const patch = await readJson(ctx.req, clientPatchSchema, { mediaTypes: MERGE_PATCH_TYPES });
    const client = await clients.change(pathParameter(ctx, "id"), patch, expectedVersions(ctx.req));
    return writtenJson(toClientView(client, freshness()));
  },
  async DELETE(ctx) {
    refuseQuery(ctx.url);
    const { removal } = ctx.state.services;
    return ctx.json(await removal.remove(pathParameter(ctx, "id"), expectedVersions(ctx.req)));
  },
}));
