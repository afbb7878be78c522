import { buildOf } from "../build.ts";
import { CACHE_BUST_KEY } from "../shared.ts";
import type { Middleware } from "../types.ts";

/**
 * Serves the files of `static/` and the scripts of islands. Addresses that change with their content, and those made
 * by `asset()`, are cached for a year; all others are not stored at all.
 */
export function staticFiles<State>(): Middleware<State> {
  return async function serveStaticFile({ req, url, config, next }) {
    const build = buildOf(config);
    const pathname = url.pathname.startsWith(`${config.basePath}/`)
      ? url.pathname.slice(config.basePath.length)
      : "";
    const file = build !== null && Object.hasOwn(build.files, pathname) ? build.files[pathname] : undefined;
    if (build === null || file === undefined) {
      return pathname === "/favicon.ico" ? new Response(null, { status: 404 }) : next();
    }
    if (req.method !== "GET" && req.method !== "HEAD") {
      return new Response("Method Not Allowed", { status: 405 });
    }
    const key = url.searchParams.get(CACHE_BUST_KEY);
    if (key !== null && key !== build.id) {
      url.searchParams.delete(CACHE_BUST_KEY);
      return new Response(null, { status: 307, headers: { location: url.pathname + url.search } });
    }
    const headers = new Headers({
      "Content-Type": file.contentType,
      "Vary": "If-None-Match",
      "ETag": `W/"${file.hash}"`,
    });
    if ([file.hash, `W/"${file.hash}"`].includes(req.headers.get("if-none-match") ?? "")) {
      headers.delete("ETag");
      return new Response(null, { status: 304, headers });
    }
    const lasting = (file.immutable || key !== null) && config.mode === "production";
    headers.set(
      "Cache-Control",
      lasting ? "public, max-age=31536000, immutable" : "no-cache, no-store, max-age=0, must-revalidate",
    );
    const content = await Deno.readFile(build.directory + file.path);
    headers.set("Content-Length", String(content.length));
    return new Response(req.method === "HEAD" ? null : content, { headers });
  };
}
