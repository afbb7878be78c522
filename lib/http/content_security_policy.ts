import { csp, type Middleware } from "fresh";
import type { State } from "@/define.ts";
import { isForApi } from "@/lib/http/api_path.ts";

const HEADER = "content-security-policy";
const OF_DATA = "default-src 'none'; frame-ancestors 'none'";
const DIRECTIVES = [
  "img-src 'self' data:",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
];

/**
 * A strict policy: scripts only from this origin, or with the nonce of the page they stand in. Fresh's own policy keeps
 * `'unsafe-inline'` on answers that are not rendered pages, and asks browsers to upgrade to HTTPS, which breaks an
 * installation that is reached by plain HTTP inside a network; both are taken out here. Data of the API has no parts and
 * may load nothing at all.
 */
export function contentSecurityPolicy(): Middleware<State> {
  const protectPage = csp<State>({ useNonce: true, csp: DIRECTIVES });
  return async function restrict(ctx) {
    const isData = isForApi(ctx);
    const response = await (isData ? ctx.next() : protectPage(ctx));
    const policy = isData ? OF_DATA : tightened(response.headers.get(HEADER) ?? "");
    response.headers.set(HEADER, policy);
    return response;
  };
}

export function tightened(policy: string): string {
  return policy.split(";").map((directive) =>
    directive.replaceAll("'unsafe-inline'", "").trim().replace(/ +/g, " ")
  )
    .filter((directive) => directive !== "" && directive !== "upgrade-insecure-requests").join("; ");
}
