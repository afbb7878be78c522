import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { jsonWithEtag } from "@/lib/http/json_response.ts";
import { pathParameter } from "@/lib/http/path_parameter.ts";
import { refuseQuery } from "@/lib/http/query.ts";
import { toNoteView } from "@/lib/notes/view.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    refuseQuery(ctx.url);
    const { notes } = ctx.state.services;
    const note = await notes.get(pathParameter(ctx, "id"), pathParameter(ctx, "noteId"));
    return jsonWithEtag(ctx.req, toNoteView(note));
  },
  async DELETE(ctx) {
    refuseQuery(ctx.url);
    await ctx.state.services.notes.remove(pathParameter(ctx, "id"), pathParameter(ctx, "noteId"));
    return new Response(null, { status: 204 });
  },
}));
