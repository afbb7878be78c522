import type {
  HandlerByMethod,
  HandlerFn,
  Middleware,
  PageResponse,
  RouteComponent,
  RouteHandler,
} from "./types.ts";

/** Identity functions that give the exports of a route file their types. */
export interface Define<State> {
  handlers<Data, Handlers extends RouteHandler<Data, State> = RouteHandler<Data, State>>(
    handlers: Handlers,
  ): typeof handlers;
  /** With `typeof handler` as type argument, `props.data` has the type that the handler returns. */
  page<
    Handler extends RouteHandler<unknown, State> = never,
    Data = Handler extends HandlerFn<infer Data, State> ? Data
      : Handler extends HandlerByMethod<infer Data, State> ? Data
      : never,
  >(render: RouteComponent<State, Data>): typeof render;
  layout(render: RouteComponent<State>): typeof render;
  middleware<M extends Middleware<State> | Middleware<State>[]>(middleware: M): typeof middleware;
}

/**
 * Creates the `define` object of an app; `State` is the type of `ctx.state`. It registers nothing: the functions
 * return what they are given.
 */
export function createDefine<State>(): Define<State> {
  return {
    handlers: (handlers) => handlers,
    page: (render) => render,
    layout: (render) => render,
    middleware: (middleware) => middleware,
  };
}

/** Answer of a route handler that has the route's component rendered with `data`. */
export function page<T>(data: T, options?: { headers?: HeadersInit; status?: number }): PageResponse<T>;
export function page(): PageResponse<undefined>;
export function page<T>(
  data?: T,
  options: { headers?: HeadersInit; status?: number } = {},
): PageResponse<T | undefined> {
  return { data, headers: options.headers, status: options.status };
}
