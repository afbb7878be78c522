import type { Context } from "../context.ts";
import type { Middleware } from "../types.ts";

export interface CORSOptions<State = unknown> {
  /** Origins that may read answers. Default: "*". */
  origin: string | string[] | ((origin: string, ctx: Context<State>) => string | undefined | null);
  allowMethods?: string[];
  allowHeaders?: string[];
  exposeHeaders?: string[];
  /** Seconds for which a browser may keep the answer to a preflight. */
  maxAge?: number;
  credentials?: boolean;
}

const METHODS = ["GET", "HEAD", "PUT", "POST", "DELETE", "PATCH"];

function allowedOrigin<State>(options: CORSOptions<State>, ctx: Context<State>): string | null {
  const requested = ctx.req.headers.get("origin") ?? "";
  const { origin } = options;
  if (typeof origin === "function") return origin(requested, ctx) ?? null;
  if (origin === "*") return "*";
  return [origin].flat().includes(requested) ? requested : null;
}

/** Lets pages of other origins read answers. Every OPTIONS request is answered with 204. */
export function cors<State>(options: CORSOptions<State> = { origin: "*" }): Middleware<State> {
  return async function allowOrigins(ctx) {
    const preflight = ctx.req.method === "OPTIONS";
    const response = preflight ? new Response(null, { status: 204 }) : await ctx.next();
    const { headers } = response;
    const origin = allowedOrigin(options, ctx);
    if (origin) headers.set("Access-Control-Allow-Origin", origin);
    if (origin && origin !== "*" && options.origin !== "*") headers.append("Vary", "Origin");
    if (options.credentials) headers.set("Access-Control-Allow-Credentials", "true");
    if (options.exposeHeaders?.length) {
      headers.set("Access-Control-Expose-Headers", options.exposeHeaders.join(","));
    }
    if (preflight) addPreflight(headers, options, ctx.req.headers.get("access-control-request-headers"));
    return response;
  };
}

function addPreflight<State>(headers: Headers, options: CORSOptions<State>, requested: string | null): void {
  if (options.maxAge !== undefined) headers.set("Access-Control-Max-Age", String(options.maxAge));
  const methods = options.allowMethods ?? METHODS;
  if (methods.length > 0) headers.set("Access-Control-Allow-Methods", methods.join(","));
  const allowed = options.allowHeaders?.length ? options.allowHeaders : requested?.split(/\s*,\s*/) ?? [];
  if (allowed.length === 0) return;
  headers.set("Access-Control-Allow-Headers", allowed.join(","));
  headers.append("Vary", "Access-Control-Request-Headers");
}
