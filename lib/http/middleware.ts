/** What every request passes through, outermost first. */
import { randomUUID } from "node:crypto";
import type { Context, Middleware } from "fresh";
import type { State } from "@/define.ts";
import { UnavailableError } from "@/lib/platform/errors.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Log } from "@/lib/platform/log.ts";
import type { WebServices } from "@/lib/web_services.ts";
import { isForApi } from "@/lib/http/api_path.ts";
import { isRead } from "@/lib/http/method.ts";
import { mapError, type MappedError, problemResponse } from "@/lib/http/problem.ts";
import { asked, MethodNotAllowedError } from "@/lib/http/routable_app.ts";

const REQUEST_ID = /^[\w.-]{8,64}$/;

/** Gives each request an id (the caller's own if it is sane) and the services, and logs how it ended. */
export function withServices(services: WebServices): Middleware<State> {
  return async function provideServices(ctx) {
    const given = ctx.req.headers.get("x-request-id") ?? "";
    ctx.state.requestId = REQUEST_ID.test(given) ? given : randomUUID();
    ctx.state.services = services;
    const startedAt = performance.now();
    const response = await ctx.next();
    if (services.log.isLevelEnabled("debug")) {
      const durationMs = Math.round(performance.now() - startedAt);
      const line = { requestId: ctx.state.requestId, ...asked(ctx), status: response.status, durationMs };
      services.log.debug(line, "Request");
    }
    return withHeader(response, "x-request-id", ctx.state.requestId);
  };
}

/** Headers that keep a page from being framed, sniffed or leaked by others. */
export function securityHeaders(): Middleware<State> {
  return async function protect(ctx) {
    const response = await ctx.next();
    let secured = withHeader(response, "x-content-type-options", "nosniff");
    secured = withHeader(secured, "referrer-policy", "same-origin");
    secured = withHeader(secured, "x-frame-options", "DENY");
    return withHeader(secured, "permissions-policy", "camera=(), geolocation=(), microphone=()");
  };
}

/**
 * The one place where an error becomes an answer: a problem document for the API, a page for people. It must be the
 * innermost root middleware: only so do unknown paths and wrong methods pass it and the headers above are kept.
 */
export function answerErrors(
  log: Log,
  errorPage: (ctx: Context<State>, mapped: MappedError) => Response | Promise<Response>,
): Middleware<State> {
  return async function answerError(ctx) {
    try {
      return await ctx.next();
    } catch (error) {
      const request = { requestId: ctx.state.requestId, ...asked(ctx) };
      const mapped = mapError(error, request);
      if (error instanceof MethodNotAllowedError) mapped.headers.allow = error.allow;
      const line = { err: error, ...request };
      const { status } = mapped.problem;
      if (status === 503) log.warn(line, "Request failed: a server is away");
      else if (status >= 500) log.error(line, "Request failed");
      else log.debug({ ...line, status }, "Request refused");
      return wantsPage(ctx) ? await errorPage(ctx, mapped) : problemResponse(mapped);
    }
  };
}

/**
 * Refuses a write before anything of it is done while the database does not answer: what fails later may have been done
 * in part. Until the collections are known to exist a write could create them wrongly, and is refused too.
 */
export function writesWhenReady(services: Pick<WebServices, "ready" | "database">): Middleware<State> {
  return function awaitReadiness(ctx) {
    if (isRead(ctx.req.method) || services.ready && !services.database.presence.away) return ctx.next();
    throw new UnavailableError(
      "The database is away for the moment; nothing was changed, try again shortly",
      {
        retryAfterSeconds: LIMITS.retryAfterSeconds,
      },
    );
  };
}

function wantsPage(ctx: Context<State>): boolean {
  return !isForApi(ctx) && (ctx.req.headers.get("accept") ?? "*/*").includes("text/html");
}

/** Headers of a response may be immutable (a redirect's are); then a copy carries the new one. */
function withHeader(response: Response, name: string, value: string): Response {
  try {
    response.headers.set(name, value);
    return response;
  } catch {
    const copy = new Response(response.body, response);
    copy.headers.set(name, value);
    return copy;
  }
}
