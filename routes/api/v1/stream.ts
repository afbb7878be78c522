import { define } from "@/define.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { parseQuery } from "@/lib/http/query.ts";
import { parseTopics } from "@/lib/live/live_service.ts";
import { streamQuerySchema } from "@/lib/live/query.ts";

const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  // A proxy that buffers would hold every event back.
  "x-accel-buffering": "no",
};

/** Server-sent events of the given topics. */
export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    const query = parseQuery(ctx.url, streamQuerySchema);
    const stream = await ctx.state.services.live.open({
      topics: parseTopics(query.topics),
      after: ctx.req.headers.get("last-event-id") || query.after || null,
      signal: ctx.req.signal,
    });
    return new Response(stream, { headers: HEADERS });
  },
}));
