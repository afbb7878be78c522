import type { StaticFile } from "../build.ts";
import { buildFor, type Context } from "../context.ts";
import { CACHE_BUST_KEY } from "../runtime_shared.ts";
import type { Middleware } from "../types.ts";

/**
 * Serves the files of `static/` and the scripts of islands. Addresses that change with their content, and those made
 * by `asset()`, are cached for a year; all others are revalidated by their ETag.
 */
export function staticFiles<State>(): Middleware<State> {
  return async function serveStaticFile(ctx) {
    const pathname = localPath(ctx.url.pathname, ctx.config.basePath);
    const accepted = ctx.req.headers.get("accept-encoding") ?? "";
    const file = pathname === null ? null : await buildFor(ctx)?.readFile(pathname, accepted) ?? null;
    if (file === null) return pathname === "/favicon.ico" ? new Response(null, { status: 404 }) : ctx.next();
    if (ctx.req.method !== "GET" && ctx.req.method !== "HEAD") {
      return new Response("Method Not Allowed", { status: 405, headers: { Allow: "GET, HEAD" } });
    }
    return await answer(ctx, file);
  };
}

/** The path below the base path, decoded; null when it is outside, the root, or cannot be decoded. */
function localPath(pathname: string, basePath: string): string | null {
  if (!pathname.startsWith(`${basePath}/`)) return null;
  try {
    const local = decodeURIComponent(pathname.slice(basePath.length));
    return local === "/" ? null : local;
  } catch {
    return null;
  }
}

async function answer<State>(ctx: Context<State>, file: StaticFile): Promise<Response> {
  const { url, req, config } = ctx;
  const buildId = buildFor(ctx)?.id;
  const key = url.searchParams.get(CACHE_BUST_KEY);
  if (key !== null && key !== buildId) {
    const current = new URL(url);
    current.searchParams.delete(CACHE_BUST_KEY);
    return new Response(null, { status: 307, headers: { location: current.pathname + current.search } });
  }
  const lasting = config.mode === "production" && (file.immutable || key === buildId);
  const headers = new Headers({
    "Content-Type": file.contentType,
    "Cache-Control": lasting ? "public, max-age=31536000, immutable" : "no-cache",
    "X-Content-Type-Options": "nosniff",
  });
  if (file.negotiated) headers.set("Vary", "Accept-Encoding");
  headers.set("ETag", `W/"${file.hash}"`);
  if (matchesEtag(req.headers.get("if-none-match"), file.hash)) {
    return new Response(null, { status: 304, headers });
  }
  if (file.encoding !== null) headers.set("Content-Encoding", file.encoding);
  headers.set("Content-Length", String(file.size));
  return new Response(req.method === "HEAD" ? null : await file.open(), { headers });
}

function matchesEtag(header: string | null, hash: string): boolean {
  if (header === null) return false;
  return header.split(",").some((tag) =>
    tag.trim().replace(/^W\//, "") === `"${hash}"` || tag.trim() === "*"
  );
}
