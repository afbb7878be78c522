/** Pages and exports go over the wire as gzip where the browser takes it. */
import type { Middleware } from "fresh";
import type { State } from "@/define.ts";

const COMPRESSED_TYPE = /^(text\/(html|csv)|application\/x-ndjson)\b/;
const TAKES_GZIP = /\bgzip\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))/i;

/**
 * Only what has no ETag is compressed: a strong tag names the very bytes, and `If-Match` needs a strong one. The event
 * stream must not wait in a buffer, and static files were compressed by the build.
 */
export function compressBody(): Middleware<State> {
  return async function compress(ctx) {
    const response = await ctx.next();
    const { headers, body } = response;
    if (!COMPRESSED_TYPE.test(headers.get("content-type") ?? "") || headers.has("etag")) return response;
    headers.append("vary", "Accept-Encoding");
    const takesGzip = TAKES_GZIP.test(ctx.req.headers.get("accept-encoding") ?? "");
    if (body === null || !takesGzip || headers.has("content-encoding")) return response;
    headers.set("content-encoding", "gzip");
    headers.delete("content-length");
    return new Response(body.pipeThrough(new CompressionStream("gzip")), response);
  };
}
