import { type Context, narrowWrappers, renderComponent, WRAPPERS } from "./context.ts";
import { HttpError } from "./error.ts";
import { Router } from "./router.ts";
import {
  type HandlerByMethod,
  type HandlerFn,
  type LayoutConfig,
  type Method,
  METHODS,
  type Middleware,
  type Route,
  type RouteComponent,
  type RouteHandler,
} from "./types.ts";

/** What is registered for one step of a path and everything below it. */
interface Segment<State> {
  middlewares: Middleware<State>[];
  app?: RouteComponent<State>;
  layout?: { component: RouteComponent<State>; config: LayoutConfig };
  errorRoute?: Route<State>;
}

/** Everything that an app answers, in the order of registration. */
export class Routing<State> {
  readonly router: Router<Middleware<State>[]> = new Router();
  notFound: Route<State> | null = null;
  #segments = new Map<string, Segment<State>>();

  constructor(readonly basePath: string) {}

  /** The segment of a path; a star inside of it is taken literally. */
  at(path: string): Segment<State> {
    const key = path === "*" || path === "/*" ? "" : path.split("/").filter(Boolean).join("/");
    const segment = this.#segments.get(key) ?? { middlewares: [] };
    this.#segments.set(key, segment);
    return segment;
  }

  /** Error handlers and middlewares from the root down to a path, as they are registered at this moment. */
  chainTo(path: string): Middleware<State>[] {
    const names = path.split("/").filter(Boolean);
    const keys = ["", ...names.map((_, index) => names.slice(0, index + 1).join("/"))];
    return keys.flatMap((key) => {
      const segment = this.#segments.get(key);
      return segment === undefined ? [] : [this.#boundary({ ...segment }), ...segment.middlewares];
    });
  }

  /** Adds handlers of a pattern that belongs to the segment `place`. */
  handle(place: string, pattern: string, methods: readonly Method[], handlers: Middleware<State>[]): void {
    const chain = [...this.chainTo(place), ...handlers];
    const whole = pattern === "/" ? this.basePath || "/" : this.basePath + pattern;
    for (const method of methods) this.router.add(method, whole, chain);
  }

  /** @param methods for a file, all of them: Fresh loads it only when it is asked. */
  route(
    place: string,
    pattern: string,
    route: Route<State>,
    methods: readonly Method[] = methodsOf(completeHandler(route)),
  ): void {
    const render = (ctx: Context<State>) => renderRoute(ctx, route);
    this.handle(place, route.config?.routeOverride ?? pattern, methods, [render]);
  }

  /** Sets the wrappers of a segment and answers the errors below it. */
  #boundary({ app, layout, errorRoute }: Segment<State>): Middleware<State> {
    return async (ctx) => {
      const above = ctx[WRAPPERS];
      const wrappers = narrowWrappers({ ...above, app: app ?? above.app }, layout?.config);
      const own = layout === undefined ? [] : [layout.component];
      ctx[WRAPPERS] = { ...wrappers, layouts: [...wrappers.layouts, ...own] };
      try {
        return await ctx.next();
      } catch (error) {
        const status = error instanceof HttpError ? error.status : 500;
        if (status === 404 && this.notFound !== null) return await renderRoute(ctx, this.notFound);
        if (errorRoute === undefined) throw error;
        return await renderRoute(ctx, errorRoute, status);
      }
    };
  }
}

/** Runs middlewares in order, the first of which calls the second by `ctx.next()`, and so on; `last` ends the chain. */
export async function runChain<State>(
  chain: Middleware<State>[],
  ctx: Context<State>,
  last: () => Response,
  index = 0,
): Promise<Response> {
  const middleware = chain[index];
  if (middleware === undefined) return last();
  const wrappers = ctx[WRAPPERS];
  ctx.next = () => runChain(chain, ctx, last, index + 1);
  try {
    return await middleware(ctx);
  } catch (error) {
    ctx.error = error;
    throw error;
  } finally {
    ctx[WRAPPERS] = wrappers;
  }
}

function isByMethod<State>(
  handler: RouteHandler<unknown, State>,
): handler is HandlerByMethod<unknown, State> {
  return typeof handler === "object";
}

function methodsOf<State>(handler: RouteHandler<unknown, State>): readonly Method[] {
  return isByMethod(handler) ? METHODS.filter((method) => handler[method] !== undefined) : METHODS;
}

/** A component alone renders for every method, one beside handlers for GET; neither of both is a 404. */
function completeHandler<State>({ component, handler }: Route<State>): RouteHandler<unknown, State> {
  const render: HandlerFn<unknown, State> = () => {
    if (component === undefined) throw new HttpError(404);
    return { data: {} };
  };
  if (handler === undefined) return render;
  return isByMethod(handler) && component !== undefined ? { GET: render, ...handler } : handler;
}

/** Calls the handler of a route and renders its component when the handler gives data. */
async function renderRoute<State>(
  ctx: Context<State>,
  route: Route<State>,
  status = 200,
): Promise<Response> {
  ctx[WRAPPERS] = narrowWrappers(ctx[WRAPPERS], route.config);
  const handler = completeHandler(route);
  const method = ctx.req.method as Method;
  const fn = isByMethod(handler) ? handler[method] ?? (method === "HEAD" ? handler.GET : undefined) : handler;
  if (fn === undefined) return await ctx.next();
  const result = await fn(ctx);
  if (result instanceof Response) return result;

  const content = route.component === undefined
    ? null
    : await renderComponent(ctx, route.component, result?.data, () => null);
  if (content instanceof Response) return content;
  return ctx.render(content, { status: result?.status ?? status, headers: result?.headers ?? {} });
}
