import { type Context, renderComponent, wrappersOf } from "./context.ts";
import { HttpError } from "./error.ts";
import type {
  HandlerByMethod,
  HandlerFn,
  LayoutConfig,
  MaybeLazyMiddleware,
  Method,
  Middleware,
  Route,
  RouteComponent,
  RouteHandler,
} from "./types.ts";

/** One step of a path, with what has been registered for it and everything below. */
export class Segment<State> {
  middlewares: MaybeLazyMiddleware<State>[] = [];
  layout: { component: RouteComponent<State>; config: LayoutConfig } | null = null;
  app: RouteComponent<State> | null = null;
  errorRoute: Route<State> | null = null;
  notFound: Middleware<State> | null = null;
  #children = new Map<string, Segment<State>>();

  constructor(readonly parent: Segment<State> | null = null) {}

  /** The segment of a path below this one; a star in it is taken literally. */
  at(path: string): Segment<State> {
    return path.split("/").reduce<Segment<State>>((segment, name) => segment.#child(name), this);
  }

  #child(name: string): Segment<State> {
    if (name === "") return this;
    let child = this.#children.get(name);
    if (child === undefined) this.#children.set(name, child = new Segment(this));
    return child;
  }

  /** Error handlers and middlewares from the root down to here, as they are registered at this moment. */
  chain(): MaybeLazyMiddleware<State>[] {
    const above = this.parent?.chain() ?? [];
    return [...above, this.#boundary(), ...this.middlewares];
  }

  #root(): Segment<State> {
    return this.parent === null ? this : this.parent.#root();
  }

  #boundary(): Middleware<State> {
    const { layout, app, errorRoute } = this;
    const root = this.#root();
    return async (ctx) => {
      const wrappers = wrappersOf(ctx);
      const before = { ...wrappers };
      if (app !== null) wrappers.app = app;
      if (layout !== null) {
        if (layout.config.skipAppWrapper) wrappers.app = null;
        const inherited = layout.config.skipInheritedLayouts ? [] : wrappers.layouts;
        wrappers.layouts = [...inherited, layout.component];
      }
      const inside = { ...wrappers };
      try {
        return await ctx.next();
      } catch (error) {
        Object.assign(wrappers, inside);
        ctx.error = error;
        const status = error instanceof HttpError ? error.status : 500;
        if (status === 404 && root.notFound !== null) return await root.notFound(ctx);
        if (errorRoute !== null) return await renderRoute(ctx, errorRoute, status);
        throw error;
      } finally {
        Object.assign(wrappers, before);
      }
    };
  }
}

/** Runs middlewares in order; `last` answers when all of them call `next()`. */
export function runChain<State>(
  chain: MaybeLazyMiddleware<State>[],
  ctx: Context<State>,
  last: () => Promise<Response>,
): Promise<Response> {
  const run = async (index: number): Promise<Response> => {
    const middleware = chain[index];
    if (middleware === undefined) return await last();
    ctx.next = () => run(index + 1);
    const wrappers = wrappersOf(ctx);
    const before = { ...wrappers };
    try {
      let response: unknown = await middleware(ctx);
      if (typeof response === "function") response = await response(ctx);
      if (response instanceof Response) return response;
      throw new TypeError(
        `Cannot answer ${ctx.req.method} ${ctx.url.pathname}: expected a Response, got ${response}`,
      );
    } catch (error) {
      ctx.error = error;
      throw error;
    } finally {
      Object.assign(wrappers, before);
    }
  };
  return run(0);
}

export function isByMethod<Data, State>(
  handler: RouteHandler<Data, State>,
): handler is HandlerByMethod<Data, State> {
  return typeof handler === "object";
}

/**
 * Gives a route the handlers that it implies: a component alone renders for every method, a component beside
 * handlers renders for GET, and neither is a 404.
 */
export function completeRoute<State>(
  route: Route<State>,
): Route<State> & { handler: RouteHandler<unknown, State> } {
  const { component, handler } = route;
  const render: HandlerFn<unknown, State> = () => ({ data: {} });
  if (handler === undefined) {
    const missing: HandlerFn<unknown, State> = () => {
      throw new HttpError(404);
    };
    return { ...route, handler: component === undefined ? missing : render };
  }
  if (component !== undefined && isByMethod(handler) && handler.GET === undefined) {
    return { ...route, handler: { ...handler, GET: render } };
  }
  return { ...route, handler };
}

/** Calls the handler of a route and renders its component when the handler gives data. */
export async function renderRoute<State>(
  ctx: Context<State>,
  route: Route<State>,
  status = 200,
): Promise<Response> {
  const { component, config, handler } = completeRoute(route);
  const wrappers = wrappersOf(ctx);
  if (config?.skipAppWrapper) wrappers.app = null;
  if (config?.skipInheritedLayouts) wrappers.layouts = [];

  const method = ctx.req.method as Method;
  const fn = isByMethod(handler) ? handler[method] ?? (method === "HEAD" ? handler.GET : undefined) : handler;
  if (fn === undefined) throw new HttpError(405);
  const result = await fn(ctx);
  if (result instanceof Response) return result;

  const content = component === undefined
    ? null
    : await renderComponent(ctx, component, result?.data, () => null);
  if (content instanceof Response) return content;
  return ctx.render(content, { status: result?.status ?? status, headers: result?.headers ?? {} });
}
