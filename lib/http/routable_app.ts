/**
 * Some requests never come to a middleware of Fresh: one with a method that it does not know, an address with an escape
 * that cannot be decoded or with a host that makes no address. It answers them with a bare 500. Here a harmless stand-in takes
 * their place, so that the product itself refuses them, with all its headers, in `refuseStandIns()`.
 */
import { App, type Context, HttpError, type Middleware } from "fresh";
import type { State } from "@/define.ts";
import { MalformedError } from "@/lib/platform/errors.ts";

/** The methods that Fresh routes. */
const ROUTED_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const NO_HOST = "http://unreadable.invalid";

/** What the caller sent in truth, by its stand-in. */
const originals = new WeakMap<Request, Request>();

/** An app that brings every request to its middlewares. */
export class RoutableApp extends App<State> {
  override handler(): ReturnType<App<State>["handler"]> {
    const answer = super.handler();
    return (request, info) => answer(routable(request), info);
  }
}

/** The request that the caller sent, whatever stands in its place. Its address may be unreadable. */
export function sentRequest({ req }: Pick<Context<State>, "req">): Request {
  return originals.get(req) ?? req;
}

/** The method and the path that the caller sent. */
export function asked(ctx: Context<State>): { method: string; path: string } {
  const { method, url } = sentRequest(ctx);
  return { method, path: pathOf(url) };
}

/** A path that is there, and a method that it does not have (405). `allow` goes into the header of that name. */
export class MethodNotAllowedError extends HttpError {
  constructor(method: string, readonly allow: string) {
    super(405, `${method} is not possible here; allowed are ${allow}`);
  }
}

/** Refuses what a stand-in was made for. It must stand inside of what answers errors. */
export function refuseStandIns(): Middleware<State> {
  return async function refuseStandIn(ctx) {
    const original = originals.get(ctx.req);
    if (original === undefined) return await ctx.next();
    const fault = faultOf(original.url);
    if (fault !== null) throw new MalformedError(fault);
    // Asked as OPTIONS, the path says what it allows, or that there is none.
    const { headers } = await ctx.next();
    throw new MethodNotAllowedError(original.method, headers.get("allow") ?? "");
  };
}

function routable(request: Request): Request {
  const { method, url } = request;
  const fault = faultOf(url);
  if (fault === null && ROUTED_METHODS.includes(method)) return request;
  const path = pathOf(url);
  const address = URL.canParse(url) ? new URL(url) : new URL(NO_HOST + path);
  if (!canDecode(path)) address.pathname = path.replaceAll("%", "%25");
  const { headers, signal } = request;
  const stand = fault === null ? "OPTIONS" : method === "HEAD" ? "HEAD" : "GET";
  const standIn = new Request(address, { method: stand, headers, signal });
  originals.set(standIn, request);
  return standIn;
}

/** The origin that was read last. What follows an origin that can be read makes no address unreadable. */
let readable = "";

function faultOf(address: string): string | null {
  const origin = originOf(address);
  if (origin !== readable && !URL.canParse(address)) return "The Host header is not a name or an address";
  readable = origin;
  return canDecode(pathOf(address))
    ? null
    : "The address has an escape that cannot be decoded; % is written as %25";
}

/** The path as it was sent, also where the host in front of it makes no address. */
function pathOf(address: string): string {
  return /^https?:\/\/[^/]*([^?#]*)/.exec(address)?.[1] || "/";
}

/** Scheme and host as they were sent, readable or not. */
export function originOf(address: string): string {
  return /^https?:\/\/[^/?#]*/.exec(address)?.[0] ?? "";
}

function canDecode(path: string): boolean {
  if (!path.includes("%")) return true;
  try {
    decodeURI(path);
    return true;
  } catch {
    return false;
  }
}
