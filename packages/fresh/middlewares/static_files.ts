import { buildOf } from "../build.ts";
import { CACHE_BUST_KEY } from "../shared.ts";
import type { Middleware } from "../types.ts";

/**
 * Serves the files of `static/` and the scripts of islands. Addresses that change with their content, and those made
 * by `asset()`, are cached for a year; all others are revalidated by their ETag.
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
      return new Response("Method Not Allowed", { status: 405, headers: { Allow: "GET, HEAD" } });
    }
    const lasting = file.immutable || url.searchParams.get(CACHE_BUST_KEY) === build.id;
    const headers = new Headers({
      "Content-Type": file.contentType,
      "Cache-Control": lasting && config.mode === "production"
        ? "public, max-age=31536000, immutable"
        : "no-cache",
      "X-Content-Type-Options": "nosniff",
      "Vary": "Accept-Encoding",
      "ETag": `W/"${file.hash}"`,
    });
    if (req.headers.get("if-none-match")?.includes(`"${file.hash}"`)) {
      return new Response(null, { status: 304, headers });
    }
    const gzip = file.gzip && /\bgzip\b(?!;q=0)/.test(req.headers.get("accept-encoding") ?? "");
    if (gzip) headers.set("Content-Encoding", "gzip");
    const content = await Deno.readFile(build.directory + file.path + (gzip ? ".gz" : ""));
    headers.set("Content-Length", String(content.length));
    return new Response(content, { headers });
  };
}
