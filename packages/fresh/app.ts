import { STATUS_CODES } from "node:http";
import { type Build, buildOf } from "./build.ts";
import { Context } from "./context.ts";
import { HttpError } from "./error.ts";
import { type PlacedRouteConfig, registerFiles } from "./fs_routes.ts";
import { joinPath, Router } from "./router.ts";
import { completeRoute, isByMethod, renderRoute, runChain, Segment } from "./segments.ts";
import {
  type FreshConfig,
  type LayoutConfig,
  type ListenOptions,
  type MaybeLazy,
  type MaybeLazyMiddleware,
  type Method,
  METHODS,
  type Middleware,
  type ResolvedFreshConfig,
  type Route,
  type RouteComponent,
  type RouteConfig,
} from "./types.ts";

/** Where registrations take effect when the handler is created. */
interface Site<State> {
  root: Segment<State>;
  router: Router<MaybeLazyMiddleware<State>[]>;
  build: Build | null;
  /** What stands before every route's pattern, but has no segment. */
  base: string;
  /** Path at which an app is mounted; its routes and its segments are below it. */
  mount: string;
}

type Registration<State> = (site: Site<State>) => void;

const NO_INFO: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "localhost", port: 1234 },
  completed: Promise.resolve(),
};

/** Passes requests through middlewares to routes. The order of registration is the order of effect. */
export class App<State> {
  config: ResolvedFreshConfig;
  #registrations: Registration<State>[] = [];

  constructor(config: FreshConfig = {}) {
    this.config = {
      root: ".",
      basePath: (config.basePath ?? "").replace(/\/$/, ""),
      mode: config.mode ?? "production",
      trustProxy: config.trustProxy ?? false,
    };
  }

  /** Adds middlewares for everything, or for `path` and all below it. */
  use(...middlewares: MaybeLazyMiddleware<State>[]): this;
  use(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this;
  use(first: string | MaybeLazyMiddleware<State>, ...rest: MaybeLazyMiddleware<State>[]): this {
    const [path, added] = typeof first === "string" ? [first, rest] : ["*", [first, ...rest]];
    return this.#at(path, (segment) => segment.middlewares.push(...added));
  }

  /** Answers every 404 of the app. */
  notFound(route: Route<State> | Middleware<State>): this {
    return this.#add(({ root }) => root.notFound = (ctx) => renderRoute(ctx, asRoute(route), 404));
  }

  /** Answers errors thrown at `path` and below it. */
  onError(path: string, route: Route<State> | Middleware<State>): this {
    return this.#at(path, (segment) => segment.errorRoute = asRoute(route));
  }

  appWrapper(component: RouteComponent<State>): this {
    return this.#add(({ root }) => root.app = component);
  }

  layout(path: string, component: RouteComponent<State>, config: LayoutConfig = {}): this {
    return this.#at(path, (segment) => segment.layout = { component, config });
  }

  route(path: string, route: MaybeLazy<Route<State>>, config: RouteConfig | PlacedRouteConfig = {}): this {
    const place = "folder" in config ? config.folder : path;
    const override = typeof route === "function" ? config.routeOverride : route.config?.routeOverride;
    const { last, methods } = routeEnd(route, config);
    return this.#handle(place, override ?? path, methods, [last]);
  }

  get(path: string, ...handlers: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(path, path, ["GET"], handlers);
  }

  post(path: string, ...handlers: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(path, path, ["POST"], handlers);
  }

  patch(path: string, ...handlers: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(path, path, ["PATCH"], handlers);
  }

  put(path: string, ...handlers: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(path, path, ["PUT"], handlers);
  }

  delete(path: string, ...handlers: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(path, path, ["DELETE"], handlers);
  }

  head(path: string, ...handlers: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(path, path, ["HEAD"], handlers);
  }

  all(path: string, ...handlers: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(path, path, METHODS, handlers);
  }

  /** Inserts the routes of the project's `routes/` folder here, below `path`. */
  fsRoutes(path = "*"): this {
    return this.#add((site) => {
      const files = new App<State>();
      registerFiles(files, site.build?.routes ?? []);
      files.#apply({ ...site, base: joinPath(joinPath(site.base, site.mount), path), mount: "" });
    });
  }

  /** Inserts everything registered on `app` here, below `path`. Its wrapper and notFound become this app's. */
  mountApp(path: string, app: App<State>): this {
    const inner = new App<State>();
    inner.#registrations = [...app.#registrations];
    return this.#add((site) => {
      inner.#apply({ ...site, mount: joinPath(joinPath(site.mount, path), app.config.basePath) });
    });
  }

  /** Creates the function that answers requests. */
  handler(): (request: Request, info?: Deno.ServeHandlerInfo) => Promise<Response> {
    const build = buildOf(this);
    const root = new Segment<State>();
    const router: Site<State>["router"] = new Router();
    this.#apply({ root, router, build, base: this.config.basePath, mount: "" });
    const rootChain = root.chain();

    return async (req, info = NO_INFO) => {
      const url = requestUrl(req, this.config.trustProxy);
      const method = req.method as Method;
      const match = router.match(method, url.pathname);
      const chain = match?.params && match.handler ? match.handler : rootChain;
      const last = () => answerUnmatched(method, match);
      const [route, params] = [match?.pattern ?? null, match?.params ?? {}];
      const ctx = new Context<State>({ req, url, info, route, params, config: this.config, build }, last);
      const response = await runChain(chain, ctx, last).catch(answerError);
      if (method !== "HEAD" || response.body === null) return response;
      await response.body.cancel();
      return new Response(null, response);
    };
  }

  /** Serves the app; without a port on the first free one from 8000 to 8019. */
  async listen(options: ListenOptions = {}): Promise<void> {
    await serveOnFreePort(options, this.handler(), this.config.basePath).finished;
  }

  #add(registration: Registration<State>): this {
    this.#registrations.push(registration);
    return this;
  }

  #at(path: string, change: (segment: Segment<State>) => void): this {
    const isAll = path === "*" || path === "/*";
    return this.#add(({ root, mount }) => change(root.at(isAll ? mount : joinPath(mount, path))));
  }

  #handle(
    place: string,
    path: string,
    methods: readonly Method[],
    handlers: MaybeLazyMiddleware<State>[],
  ): this {
    return this.#add(({ root, router, base, mount }) => {
      const chain = [...root.at(joinPath(mount, place)).chain(), ...handlers];
      for (const method of methods) router.add(method, joinPath(base, joinPath(mount, path)), chain);
    });
  }

  #apply(site: Site<State>): void {
    for (const register of this.#registrations) register(site);
  }
}

function asRoute<State>(route: Route<State> | Middleware<State>): Route<State> {
  return typeof route === "function" ? { handler: route } : route;
}

/** The end of a route's chain, and the methods that it answers. */
function routeEnd<State>(
  route: MaybeLazy<Route<State>>,
  config: RouteConfig,
): { last: Middleware<State>; methods: readonly Method[] } {
  if (typeof route === "function") {
    let loaded: Promise<Route<State>> | undefined;
    const methods = Array.isArray(config.methods) ? config.methods : METHODS;
    return { last: async (ctx) => renderRoute(ctx, await (loaded ??= route())), methods };
  }
  const { handler } = completeRoute(route);
  const methods = isByMethod(handler) ? METHODS.filter((method) => handler[method] !== undefined) : METHODS;
  return { last: (ctx) => renderRoute(ctx, { ...route, config: { ...config, ...route.config } }), methods };
}

function requestUrl(req: Request, trustProxy: boolean): URL {
  const url = new URL(req.url);
  url.pathname = url.pathname.replace(/\/+/g, "/");
  if (!trustProxy) return url;
  const protocol = req.headers.get("x-forwarded-proto");
  if (protocol === "http" || protocol === "https") url.protocol = protocol;
  const host = req.headers.get("x-forwarded-host");
  // A host without a port would keep the port of the inner address.
  if (host !== null) url.port = "";
  if (host !== null) url.host = host;
  return url;
}

/** Answers for a path without a route, an escape that cannot be decoded, or a method without a handler. */
function answerUnmatched(
  method: Method,
  match: { params: unknown; methods: Method[] } | null,
): Promise<Response> {
  if (match === null) return Promise.reject(new HttpError(404));
  if (match.params === null) return Promise.reject(new HttpError(400));
  if (method !== "OPTIONS") return Promise.reject(new HttpError(405));
  return Promise.resolve(new Response(null, { status: 204, headers: { Allow: match.methods.join(", ") } }));
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

export function serveOnFreePort(
  options: ListenOptions,
  handler: Deno.ServeHandler<Deno.NetAddr>,
  basePath: string,
): Deno.HttpServer<Deno.NetAddr> {
  const onListen = ({ hostname, port }: Deno.NetAddr) => {
    const host = hostname === "0.0.0.0" || hostname === "::" ? "localhost" : hostname;
    // deno-lint-ignore no-console
    console.log(`Fresh ready: ${options.remoteAddress ?? `http://${host}:${port}${basePath}/`}`);
  };
  for (let port = options.port ?? 8000;; port++) {
    try {
      return Deno.serve({ onListen, ...options, port }, handler);
    } catch (error) {
      const mayTryNext = options.port === undefined && port < 8019;
      if (!mayTryNext || !(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
}
