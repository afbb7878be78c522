import type { Context } from "../context.ts";
import type { Middleware } from "../types.ts";

export interface CORSOptions<State = unknown> {
  /** Origins that may read answers. Default: "*". */
  origin: string | string[] | ((origin: string, ctx: Context<State>) => string | undefined | null);
  allowMethods?: string[];
  /** Default: those that the preflight asks for. */
  allowHeaders?: string[];
  exposeHeaders?: string[];
  /** Seconds for which a browser may keep the answer to a preflight. */
  maxAge?: number;
  credentials?: boolean;
}

/** Lets pages of other origins read answers. Every OPTIONS request is answered with 204. */
export function cors<State>(options: CORSOptions<State> = { origin: "*" }): Middleware<State> {
  return async function allowOrigins(ctx) {
    const preflight = ctx.req.method === "OPTIONS";
    const response = preflight ? new Response(null, { status: 204 }) : await ctx.next();
    const { headers } = response;
    const set = (name: string, value: string | undefined) => value && headers.set(name, value);
    const origin = allowedOrigin(options, ctx);
    set("Access-Control-Allow-Origin", origin);
    if (origin && options.origin !== "*") headers.append("Vary", "Origin");
    set("Access-Control-Allow-Credentials", options.credentials ? "true" : undefined);
    set("Access-Control-Expose-Headers", options.exposeHeaders?.join(","));
    if (!preflight) return response;
    const { allowMethods = ["GET", "HEAD", "PUT", "POST", "DELETE", "PATCH"], maxAge } = options;
    const requested = ctx.req.headers.get("access-control-request-headers")?.split(/\s*,\s*/);
    set("Access-Control-Max-Age", maxAge?.toString());
    set("Access-Control-Allow-Methods", allowMethods.join(","));
    set("Access-Control-Allow-Headers", (options.allowHeaders ?? requested)?.join(","));
    headers.append("Vary", "Access-Control-Request-Headers");
    return response;
  };
}

function allowedOrigin<State>({ origin }: CORSOptions<State>, ctx: Context<State>): string | undefined {
  const requested = ctx.req.headers.get("origin") ?? "";
  if (typeof origin === "function") return origin(requested, ctx) ?? undefined;
  if (origin === "*") return origin;
  return [origin].flat().find((allowed) => allowed === requested);
}
