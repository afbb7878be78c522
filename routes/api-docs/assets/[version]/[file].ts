import { define } from "@/define.ts";
import { findAsset } from "@/lib/api_docs/assets.ts";
import { apiHandler } from "@/lib/http/api_handler.ts";
import { matches } from "@/lib/http/entity_tag.ts";
import { NotFoundError } from "@/lib/platform/errors.ts";

export const handler = define.handlers(apiHandler({
  async GET(ctx) {
    const { version = "", file = "" } = ctx.params;
    const asset = findAsset(version, file);
    if (!asset) throw new NotFoundError(`The API docs have no file "${file}" of version ${version}`);
    const tag = `"${version}-${file}"`;
    const headers = {
      // Weak: the file goes over the wire compressed or as it is.
      etag: `W/${tag}`,
      "cache-control": "public, max-age=31536000, immutable",
      "content-type": asset.mediaType,
    };
    if (matches(ctx.req.headers.get("if-none-match"), tag)) {
      return new Response(null, { status: 304, headers });
    }
    const { readable } = await Deno.open(asset.path);
    return new Response(readable, { headers });
  },
}));
