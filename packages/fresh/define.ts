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
  ): Handlers;
  /** With `typeof handler` as type argument, `props.data` has the type that the handler returns. */
  page<
    Handler extends RouteHandler<unknown, State> = never,
    Data = Handler extends HandlerFn<infer Data, State> ? Data
      : Handler extends HandlerByMethod<infer Data, State> ? Data
      : never,
  >(render: RouteComponent<State, Data>): typeof render;
  layout(render: RouteComponent<State>): typeof render;
  middleware<M extends Middleware<State> | Middleware<State>[]>(middleware: M): M;
}

/** Creates the `define` object of an app; `State` is the type of `ctx.state`. */
export function createDefine<State>(): Define<State> {
  return {
    handlers: (handlers) => handlers,
    page: (render) => render,
    layout: (render) => render,
    middleware: (middleware) => middleware,
  };
}

/** Answer of a route handler that has the route's component rendered with `data`. */
export function page<T = undefined>(
  data?: T,
  options: Omit<PageResponse<T>, "data"> = {},
): PageResponse<T> {
  return { ...options, data: data as T };
}
