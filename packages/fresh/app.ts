import { STATUS_CODES } from "node:http";
import { buildOf } from "./build.ts";
import { Context } from "./context.ts";
import { HttpError } from "./error.ts";
import { registerFiles } from "./fs_routes.ts";
import type { Match } from "./router.ts";
import { Routing, runChain } from "./routing.ts";
import {
  type FreshConfig,
  type LayoutConfig,
  type Method,
  METHODS,
  type Middleware,
  type ResolvedFreshConfig,
  type Route,
  type RouteComponent,
} from "./types.ts";

const NO_INFO: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "localhost", port: 1234 },
  completed: Promise.resolve(),
};

/** Passes requests through middlewares to routes. The order of registration is the order of effect. */
export class App<State> {
  readonly config: ResolvedFreshConfig;
  /** They take effect when the handler is created. */
  #registrations: ((routing: Routing<State>) => void)[] = [];

  constructor({ basePath = "", mode = "production" }: FreshConfig = {}) {
    this.config = { basePath: basePath.replace(/\/$/, ""), mode };
  }

  /** Adds middlewares for everything, or for `path` and all below it. */
  use(...middlewares: Middleware<State>[]): this;
  use(path: string, ...middlewares: Middleware<State>[]): this;
  use(...args: (string | Middleware<State>)[]): this {
    const path = typeof args[0] === "string" ? args[0] : "*";
    const middlewares = args.filter((arg) => typeof arg !== "string");
    return this.#add((routing) => routing.at(path).middlewares.push(...middlewares));
  }

  /** Answers every 404 of the app. */
  notFound(route: Route<State> | Middleware<State>): this {
    return this.#add((routing) => routing.notFound = asRoute(route));
  }

  /** Answers errors thrown at `path` and below it. */
  onError(path: string, route: Route<State> | Middleware<State>): this {
    return this.#add((routing) => routing.at(path).errorRoute = asRoute(route));
  }

  appWrapper(component: RouteComponent<State>): this {
    return this.#add((routing) => routing.at("*").app = component);
  }

  layout(path: string, component: RouteComponent<State>, config: LayoutConfig = {}): this {
    return this.#add((routing) => routing.at(path).layout = { component, config });
  }

  route(path: string, route: Route<State>): this {
    return this.#add((routing) => routing.route(path, path, route));
  }

  readonly get = this.#handles("GET");
  readonly post = this.#handles("POST");
  readonly patch = this.#handles("PATCH");
  readonly put = this.#handles("PUT");
  readonly delete = this.#handles("DELETE");
  readonly head = this.#handles("HEAD");
  readonly all = this.#handles(...METHODS);

  /** Inserts the routes of the project's `routes/` folder here. */
  fsRoutes(): this {
    return this.#add((routing) => registerFiles(routing, buildOf(this.config)?.routes ?? []));
  }

  /** Creates the function that answers requests. */
  handler(): (request: Request, info?: Deno.ServeHandlerInfo) => Promise<Response> {
    const routing = new Routing<State>(this.config.basePath);
    routing.at("*");
    for (const register of this.#registrations) register(routing);
    const rootChain = routing.chainTo("/");

    return async (req, info = NO_INFO) => {
      const url = new URL(req.url);
      // Written only when it changes: to write it is to parse the address again.
      if (url.pathname.includes("//")) url.pathname = url.pathname.replace(/\/+/g, "/");
      const match = routing.router.match(url.pathname);
      const ctx = new Context<State>(this.config, req, url, info, match);
      try {
        const chain = chainFor(req.method, match) ?? rootChain;
        const response = await runChain(chain, ctx, () => answerUnmatched(req.method, match));
        if (!(response instanceof Response)) throw new TypeError(`Expected a Response, got ${response}`);
        return req.method === "HEAD" ? new Response(null, response) : response;
      } catch (error) {
        return answerError(error);
      }
    };
  }

  #add(registration: (routing: Routing<State>) => void): this {
    this.#registrations.push(registration);
    return this;
  }

  #handles(...methods: Method[]): (path: string, ...handlers: Middleware<State>[]) => this {
    return (path, ...handlers) => this.#add((routing) => routing.handle(path, path, methods, handlers));
  }
}

function asRoute<State>(route: Route<State> | Middleware<State>): Route<State> {
  return typeof route === "function" ? { handler: route } : route;
}

/** The chain of a path and method. One that Fresh does not know fails, before any middleware. */
function chainFor<T>(method: string, match: Match<T> | null): T | undefined {
  if (match !== null && !METHODS.some((known) => known === method)) {
    throw new TypeError(`Cannot route the method ${method}`);
  }
  return match?.byMethod.get(method as Method) ??
    (method === "HEAD" ? match?.byMethod.get("GET") : undefined);
}

/** Answers a path without a route, or a method without a handler. */
function answerUnmatched<T>(method: string, match: Match<T> | null): Response {
  // What has a handler comes here when that passes it on.
  if (match === null || chainFor(method, match) !== undefined) throw new HttpError(404);
  if (method !== "OPTIONS") throw new HttpError(405);
  return new Response(null, { status: 204, headers: { Allow: [...match.byMethod.keys()].join(", ") } });
}

/** Last resort: the message of an HttpError, and nothing at all of any other error. */
function answerError(error: unknown): Response {
  const status = error instanceof HttpError ? error.status : 500;
  // deno-lint-ignore no-console
  if (status >= 500) console.error(error);
  const message = error instanceof HttpError
    ? error.message || STATUS_CODES[status]
    : "Internal server error";
  return new Response(message ?? null, { status });
}
