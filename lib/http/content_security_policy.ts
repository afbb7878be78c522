import { csp, type Middleware } from "fresh";
import type { State } from "@/define.ts";

const DIRECTIVES = [
  "img-src 'self' data:",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
];

/**
 * A strict policy: scripts only from this origin, or with the nonce of the page they stand in. Fresh's own policy keeps
 * `'unsafe-inline'` on answers that are not rendered pages, and asks browsers to upgrade to HTTPS, which breaks an
 * installation that is reached by plain HTTP inside a network; both are taken out here.
 */
export function contentSecurityPolicy(): Middleware<State>[] {
  return [
    async function tighten(ctx) {
      const response = await ctx.next();
      const policy = response.headers.get("content-security-policy");
      if (policy !== null) response.headers.set("content-security-policy", tightened(policy));
      return response;
    },
    csp({ useNonce: true, csp: DIRECTIVES }),
  ];
}

export function tightened(policy: string): string {
  return policy.split(";").map((directive) =>
    directive.replaceAll("'unsafe-inline'", "").trim().replace(/ +/g, " ")
  )
    .filter((directive) => directive !== "" && directive !== "upgrade-insecure-requests").join("; ");
}
