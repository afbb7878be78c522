/**
 * What keeps the pages of other sites away. Nobody signs in, so a browser that can reach this process could be made to
 * read and change everything by any page it shows.
 */
import { csrf, type Middleware } from "fresh";
import type { State } from "@/define.ts";
import { mapError, problemResponse } from "@/lib/http/problem.ts";
import { asked, originOf, sentRequest } from "@/lib/http/routable_app.ts";
import { MalformedError, MisdirectedError } from "@/lib/platform/errors.ts";
import { hostNameOf } from "@/lib/platform/host_name.ts";

/**
 * Answers only under the given names: a foreign name can be pointed at this machine by whoever owns it, and its pages
 * then read ours as their own. A refusal is a problem document for everybody: a page could not load its parts.
 */
export function answerTo(names: readonly string[]): Middleware<State> {
  // Nearly all requests come under the same name: it is judged once.
  let accepted = "";
  return function refuseOtherNames(ctx) {
    const { headers, url } = sentRequest(ctx);
    const header = headers.get("host");
    const asHost = `${header} ${originOf(url)}`;
    if (asHost === accepted) return ctx.next();
    const fault = hostFault(header, url, names);
    if (fault === null) {
      accepted = asHost;
      return ctx.next();
    }
    return problemResponse(mapError(fault, { ...asked(ctx), requestId: ctx.state.requestId }));
  };
}

/** @param address names a host apart from the header in a request to a proxy */
function hostFault(header: string | null, address: string, names: readonly string[]): Error | null {
  if (header === null) return new MalformedError("The request names no host (Host header)");
  const name = hostNameOf(header);
  if (name === null || !URL.canParse(address)) {
    return new MalformedError("What was asked for as host is not a name or an address (Host header)");
  }
  const stranger = [name, hostNameOf(new URL(address).hostname)].find((given) =>
    given === null || !names.includes(given)
  );
  if (stranger === undefined) return null;
  return new MisdirectedError(
    `This server does not answer to the name "${stranger}"; whoever runs it can add it to ALLOWED_HOSTS`,
  );
}

/**
 * Refuses what changes something and was sent by a page of another origin. Without a word from the browser (an old one,
 * or HTTP inside a network) the origin must be ours; its scheme is not compared, as a proxy may have ended TLS.
 */
export function refuseOtherOrigins(): Middleware<State> {
  return csrf<State>({
    origin: (origin, { req, url }) =>
      !req.headers.has("sec-fetch-site") && URL.canParse(origin) && new URL(origin).host === url.host,
  });
}
