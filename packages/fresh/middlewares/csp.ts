import { nonces } from "../server/document.ts";
import type { Middleware } from "../types.ts";

export interface CSPOptions {
  /** Report violations without blocking. Default: false. */
  reportOnly?: boolean;
  /** Address that receives reports. */
  reportTo?: string;
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
export function csp<State>(options: CSPOptions = {}): Middleware<State> {
  const directives = new Map<string, string>();
  for (const directive of [...DEFAULTS, ...options.csp ?? []]) {
    directives.set(directive.split(" ", 1)[0] ?? "", directive);
  }
  if (options.reportTo !== undefined) {
    directives.set("report-to", "report-to csp-endpoint");
    directives.set("report-uri", `report-uri ${options.reportTo}`);
  }
  const name = `Content-Security-Policy${options.reportOnly ? "-Report-Only" : ""}`;
  return async function contentSecurityPolicy(ctx) {
    const response = await ctx.next();
    const nonce = options.useNonce ? nonces.get(response) : undefined;
    const policy = Array.from(
      directives.values(),
      (directive) =>
        nonce !== undefined && /^(script|style)-src /.test(directive)
          ? directive.replace("'unsafe-inline'", `'nonce-${nonce}'`)
          : directive,
    );
    response.headers.set(name, policy.join("; "));
    if (options.reportTo !== undefined) {
      response.headers.set("Reporting-Endpoints", `csp-endpoint="${options.reportTo}"`);
    }
    return response;
  };
}
