import type { Middleware } from "fresh";
import type { State } from "@/define.ts";
import { isForApi } from "@/lib/http/api_path.ts";
import { asked, MethodNotAllowedError } from "@/lib/http/routable_app.ts";

const READ_METHODS = ["GET", "HEAD", "OPTIONS"];
const ALLOWED_ON_PAGES = READ_METHODS.join(", ");

/** Whether a request with this method changes nothing. */
export function isRead(method: string): boolean {
  return READ_METHODS.includes(method);
}

/**
 * Pages and static files are only read: OPTIONS says so, and everything else is refused with 405. Fresh answers 404 to a
 * method that a page's handler does not have, and 405 without `Allow` for a static file. API paths decide for themselves
 * (`apiHandler`).
 */
export function readsPages(): Middleware<State> {
  return async function readPage(ctx) {
    const { method } = ctx.req;
    if (isForApi(ctx) || method === "GET" || method === "HEAD") return await ctx.next();
    // Not a page: a static file, which answers, or nothing at all, which is thrown as 404.
    if (ctx.route === null) await (await ctx.next()).body?.cancel();
    if (method !== "OPTIONS") throw new MethodNotAllowedError(asked(ctx).method, ALLOWED_ON_PAGES);
    return new Response(null, { status: 204, headers: { allow: ALLOWED_ON_PAGES } });
  };
}
