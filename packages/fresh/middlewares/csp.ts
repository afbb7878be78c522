import { nonces } from "../context.ts";
import type { Middleware } from "../types.ts";

export interface CSPOptions {
  /** Directives that replace the defaults of the same name, or are added. */
  csp?: string[];
  /** Allow inline scripts and styles only with the nonce of the page instead of all of them. Default: false. */
  useNonce?: boolean;
}

const DEFAULTS = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "upgrade-insecure-requests",
];

/**
 * Sets the Content-Security-Policy. With `useNonce`, only pages made by `ctx.render()` have a nonce; the policy of any
 * other answer keeps `'unsafe-inline'` where the directives have it.
 */
export function csp<State>({ csp: own = [], useNonce = false }: CSPOptions = {}): Middleware<State> {
  const byName = new Map([...DEFAULTS, ...own].map((directive) => [directive.split(" ", 1)[0], directive]));
  const policy = [...byName.values()].join("; ");
  return async function contentSecurityPolicy(ctx) {
    const response = await ctx.next();
    const nonce = useNonce ? nonces.get(response) : undefined;
    const ownPolicy = nonce === undefined
      ? policy
      : policy.replace(/((?:script|style)-src [^;]*)'unsafe-inline'/g, `$1'nonce-${nonce}'`);
    response.headers.set("Content-Security-Policy", ownPolicy);
    return response;
  };
}
