/** Pages, scripts, styles, drawings and exports go over the wire as gzip where the browser takes it. */
import type { Middleware } from "fresh";
import type { State } from "@/define.ts";

const COMPRESSED_TYPE = /^(text\/(html|css|csv|javascript)|image\/svg\+xml|application\/x-ndjson)\b/;
const STRONG_TAG = /^"/;
const TAKES_GZIP = /\bgzip\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))/i;

/**
 * What has a strong ETag is left alone: such a tag names the very bytes, and `If-Match` needs a strong one. The event
 * stream must not wait in a buffer. Fresh compresses nothing by itself, static files neither.
 */
export function compressBody(): Middleware<State> {
  return async function compress(ctx) {
    const response = await ctx.next();
    const { headers, body } = response;
    const isPackable = COMPRESSED_TYPE.test(headers.get("content-type") ?? "") &&
      !STRONG_TAG.test(headers.get("etag") ?? "");
    if (!isPackable) return response;
    headers.append("vary", "Accept-Encoding");
    const takesGzip = TAKES_GZIP.test(ctx.req.headers.get("accept-encoding") ?? "");
    if (body === null || !takesGzip || headers.has("content-encoding")) return response;
    headers.set("content-encoding", "gzip");
    headers.delete("content-length");
    return new Response(body.pipeThrough(new CompressionStream("gzip")), response);
  };
}
