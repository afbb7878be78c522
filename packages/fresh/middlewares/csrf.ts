import type { Context } from "../context.ts";
import { HttpError } from "../error.ts";
import type { Middleware } from "../types.ts";

export interface CsrfOptions<State = unknown> {
  /** Origins that may send what changes something; a function decides itself. Default: the app's own. */
  origin?: string | string[] | ((origin: string, ctx: Context<State>) => boolean);
}

/**
 * Refuses (HttpError 403) requests that change something and were sent by a page of another origin. A request with
 * neither `Sec-Fetch-Site` nor `Origin` does not come from a browser and passes.
 */
export function csrf<State>(options: CsrfOptions<State> = {}): Middleware<State> {
  return function refuseForeignOrigins(ctx) {
    const { method, headers } = ctx.req;
    const site = headers.get("sec-fetch-site");
    const origin = headers.get("origin");
    const allowed = options.origin ?? ctx.url.origin;
    const isHarmless = method === "GET" || method === "HEAD" || method === "OPTIONS";
    const isOwn = site === null ? origin === null : site === "same-origin" || site === "none";
    if (isHarmless || isOwn) return ctx.next();
    const isAllowed = origin !== null &&
      (typeof allowed === "function" ? allowed(origin, ctx) : [allowed].flat().includes(origin));
    if (!isAllowed) throw new HttpError(403);
    return ctx.next();
  };
}
