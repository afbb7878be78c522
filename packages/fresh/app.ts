import { STATUS_CODES } from "node:http";
import { buildOf } from "./build.ts";
import { Context } from "./context.ts";
import { HttpError } from "./error.ts";
import { routeCommands } from "./fs_routes.ts";
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

/** A registration; they are applied in order when the handler is created. */
export type Command<State> =
  | { kind: "middleware"; path: string; middlewares: MaybeLazyMiddleware<State>[] }
  | { kind: "layout"; path: string; component: RouteComponent<State>; config: LayoutConfig }
  | { kind: "appWrapper"; component: RouteComponent<State> }
  | { kind: "error"; path: string; route: Route<State> }
  | { kind: "notFound"; route: Route<State> }
  | { kind: "handler"; path: string; methods: readonly Method[]; handlers: MaybeLazyMiddleware<State>[] }
  | {
    kind: "route";
    path: string;
    /** Where the route stands in the tree of segments, when that is not `path`. */
    segment?: string;
    route: MaybeLazy<Route<State>>;
    config: RouteConfig;
  }
  | { kind: "files"; path: string };

type Chain<State> = MaybeLazyMiddleware<State>[];

const NO_INFO: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "localhost", port: 1234 },
  completed: Promise.resolve(),
};

function asRoute<State>(route: Route<State> | Middleware<State>): Route<State> {
  return typeof route === "function" ? { handler: route } : route;
}

/** Passes requests through middlewares to routes. The order of registration is the order of effect. */
export class App<State> {
  config: ResolvedFreshConfig;
  #commands: Command<State>[] = [];

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
    return typeof first === "string"
      ? this.#add({ kind: "middleware", path: first, middlewares: rest })
      : this.#add({ kind: "middleware", path: "*", middlewares: [first, ...rest] });
  }

  /** Answers every 404 of the app. */
  notFound(route: Route<State> | Middleware<State>): this {
    return this.#add({ kind: "notFound", route: asRoute(route) });
  }

  /** Answers errors thrown at `path` and below it. */
  onError(path: string, route: Route<State> | Middleware<State>): this {
    return this.#add({ kind: "error", path, route: asRoute(route) });
  }

  appWrapper(component: RouteComponent<State>): this {
    return this.#add({ kind: "appWrapper", component });
  }

  layout(path: string, component: RouteComponent<State>, config: LayoutConfig = {}): this {
    return this.#add({ kind: "layout", path, component, config });
  }

  route(path: string, route: MaybeLazy<Route<State>>, config: RouteConfig = {}): this {
    return this.#add({ kind: "route", path, route, config });
  }

  get(path: string, ...handlers: MaybeLazyMiddleware<State>[]): this {
    return this.#add({ kind: "handler", path, methods: ["GET"], handlers });
  }

  post(path: string, ...handlers: MaybeLazyMiddleware<State>[]): this {
    return this.#add({ kind: "handler", path, methods: ["POST"], handlers });
  }

  patch(path: string, ...handlers: MaybeLazyMiddleware<State>[]): this {
    return this.#add({ kind: "handler", path, methods: ["PATCH"], handlers });
  }

  put(path: string, ...handlers: MaybeLazyMiddleware<State>[]): this {
    return this.#add({ kind: "handler", path, methods: ["PUT"], handlers });
  }

  delete(path: string, ...handlers: MaybeLazyMiddleware<State>[]): this {
    return this.#add({ kind: "handler", path, methods: ["DELETE"], handlers });
  }

  head(path: string, ...handlers: MaybeLazyMiddleware<State>[]): this {
    return this.#add({ kind: "handler", path, methods: ["HEAD"], handlers });
  }

  all(path: string, ...handlers: MaybeLazyMiddleware<State>[]): this {
    return this.#add({ kind: "handler", path, methods: METHODS, handlers });
  }

  /** Inserts the routes of the project's `routes/` folder here, below `path`. */
  fsRoutes(path = "*"): this {
    return this.#add({ kind: "files", path });
  }

  /** Inserts everything registered on `app` here, below `path`. Its wrapper and notFound become this app's. */
  mountApp(path: string, app: App<State>): this {
    for (const command of app.#commands) {
      if (command.kind === "appWrapper" || command.kind === "notFound") {
        this.#add(command);
      } else {
        const inner = joinPath(app.config.basePath, command.path);
        const everything = inner === "*" && command.kind !== "handler" && command.kind !== "route";
        this.#add({ ...command, path: everything ? path : joinPath(path, inner) });
      }
    }
    return this;
  }

  /** Creates the function that answers requests. */
  handler(): (request: Request, info?: Deno.ServeHandlerInfo) => Promise<Response> {
    const build = buildOf(this);
    const root = new Segment<State>();
    const router = new Router<Chain<State>>();
    this.#apply(this.#commands, root, router, this.config.basePath);
    const rootChain = root.chain();

    return async (req, info = NO_INFO) => {
      const url = requestUrl(req, this.config.trustProxy);
      const method = req.method as Method;
      const match = router.match(method, url.pathname);
      const route = match?.pattern ?? null;
      const params = match?.params ?? {};
      const chain = match?.params && match.handler ? match.handler : rootChain;
      const last = () => answerUnmatched(method, match);
      const ctx = new Context<State>({ req, url, info, route, params, config: this.config, build }, last);
      let response: Response;
      try {
        response = await runChain(chain, ctx, last);
      } catch (error) {
        response = answerError(error);
      }
      if (method !== "HEAD" || response.body === null) return response;
      await response.body.cancel();
      return new Response(null, response);
    };
  }

  /** Serves the app; without a port on the first free one from 8000 to 8019. */
  async listen(options: ListenOptions = {}): Promise<void> {
    await serveOnFreePort(options, this.handler(), this.config.basePath).finished;
  }

  #add(command: Command<State>): this {
    this.#commands.push(command);
    return this;
  }

  #apply(commands: Command<State>[], root: Segment<State>, router: Router<Chain<State>>, base: string): void {
    for (const command of commands) {
      switch (command.kind) {
        case "middleware":
          root.at(command.path).middlewares.push(...command.middlewares);
          break;
        case "layout":
          root.at(command.path).layout = { component: command.component, config: command.config };
          break;
        case "appWrapper":
          root.app = command.component;
          break;
        case "error":
          root.at(command.path).errorRoute = command.route;
          break;
        case "notFound":
          root.notFound = (ctx) => renderRoute(ctx, command.route, 404);
          break;
        case "handler": {
          const chain = [...root.at(command.path).chain(), ...command.handlers];
          for (const method of command.methods) router.add(method, joinPath(base, command.path), chain);
          break;
        }
        case "route":
          addRoute(command, root, router, base);
          break;
        case "files": {
          const files = routeCommands<State>(buildOf(this)?.routes ?? []);
          this.#apply(files, root, router, command.path === "*" ? base : joinPath(base, command.path));
          break;
        }
      }
    }
  }
}

function addRoute<State>(
  command: Command<State> & { kind: "route" },
  root: Segment<State>,
  router: Router<Chain<State>>,
  base: string,
): void {
  const { route, config } = command;
  const segment = root.at(command.segment ?? command.path);
  let methods: readonly Method[] = METHODS;
  let last: Middleware<State>;
  if (typeof route === "function") {
    let loaded: Promise<Route<State>> | undefined;
    last = async (ctx) => renderRoute(ctx, await (loaded ??= route()));
    if (Array.isArray(config.methods)) methods = config.methods;
  } else {
    const { handler } = completeRoute(route);
    if (isByMethod(handler)) methods = METHODS.filter((method) => handler[method] !== undefined);
    last = (ctx) => renderRoute(ctx, { ...route, config: { ...config, ...route.config } });
  }
  const override = typeof route === "function" ? config.routeOverride : route.config?.routeOverride;
  const chain = [...segment.chain(), last];
  for (const method of methods) router.add(method, joinPath(base, override ?? command.path), chain);
}

function requestUrl(req: Request, trustProxy: boolean): URL {
  const url = new URL(req.url);
  url.pathname = url.pathname.replace(/\/+/g, "/");
  if (trustProxy) {
    const host = req.headers.get("x-forwarded-host");
    const protocol = req.headers.get("x-forwarded-proto");
    if (protocol === "http" || protocol === "https") url.protocol = protocol;
    if (host !== null) {
      url.port = "";
      url.host = host;
    }
  }
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
  if (options.port !== undefined) return Deno.serve({ onListen, ...options }, handler);
  for (let port = 8000; port < 8019; port++) {
    try {
      return Deno.serve({ onListen, ...options, port }, handler);
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
  return Deno.serve({ onListen, ...options, port: 8019 }, handler);
}
