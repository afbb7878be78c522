import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { readJson } from "@/lib/http/body.ts";
import { idempotent } from "@/lib/http/idempotency.ts";
import { jsonWithEtag } from "@/lib/http/json_response.ts";
import { pathParameter } from "@/lib/http/path_parameter.ts";
import { parseQuery, refuseQuery } from "@/lib/http/query.ts";
import { noteQuerySchema } from "@/lib/notes/query.ts";
import { newNoteSchema } from "@/lib/notes/schema.ts";
import { toNoteView } from "@/lib/notes/view.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    const query = parseQuery(ctx.url, noteQuerySchema);
    const { items, ...list } = await ctx.state.services.notes.list(pathParameter(ctx, "id"), query);
    return jsonWithEtag(ctx.req, { notes: items.map(toNoteView), ...list });
  },
  POST: idempotent(async (ctx, making) => {
    refuseQuery(ctx.url);
    const input = await readJson(ctx.req, newNoteSchema);
    const note = await ctx.state.services.notes.create(pathParameter(ctx, "id"), input, making.id);
    making.concerns(note.clientId);
    const location = `${ctx.config.basePath}/api/v1/clients/${note.clientId}/notes/${note._id}`;
    return ctx.json(toNoteView(note), { status: 201, headers: { location } });
  }),
}));
