import type { ComponentChildren, FunctionComponent, RenderableProps } from "preact";
import type { Context } from "./context.ts";

export const METHODS = ["GET", "DELETE", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"] as const;
export type Method = typeof METHODS[number];

export interface FreshConfig {
  /** Path under which the whole app is served, for example `/intelligence`. Default: none. */
  basePath?: string;
  mode?: "development" | "production";
}

export type ResolvedFreshConfig = Required<FreshConfig>;

/** What a route handler returns to have its page component rendered with `data`. */
export interface PageResponse<T> {
  data: T;
  headers?: HeadersInit | undefined;
  status?: number | undefined;
}

export type Middleware<State> = (ctx: Context<State>) => Response | Promise<Response>;

export interface HandlerFn<Data, State> {
  (ctx: Context<State>): Response | PageResponse<Data> | Promise<Response | PageResponse<Data>>;
}

export type HandlerByMethod<Data, State> = { [M in Method]?: HandlerFn<Data, State> };
export type RouteHandler<Data, State> = HandlerFn<Data, State> | HandlerByMethod<Data, State>;
export type RouteData<Handler> = Handler extends RouteHandler<infer Data, never> ? Data : never;

export type PageProps<Data = unknown, State = unknown> =
  & Pick<Context<State>, "config" | "url" | "req" | "params" | "info" | "state" | "error" | "route">
  & { data: Data; Component: FunctionComponent };

/** A page, layout or `_app`. It may wait, and answer with a Response instead of markup, when it is async. */
export type RouteComponent<State, Data = unknown> = (
  props: RenderableProps<PageProps<Data, State>>,
) => ComponentChildren | Response | Promise<ComponentChildren | Response>;

export interface LayoutConfig {
  /** Leave out the layouts of the folders above. Default: false. */
  skipInheritedLayouts?: boolean;
  /** Leave out `_app`. Default: false. */
  skipAppWrapper?: boolean;
}

export interface RouteConfig extends LayoutConfig {
  /** Pattern that replaces the one derived from the file's name. */
  routeOverride?: string;
}

export interface Route<State> {
  component?: RouteComponent<State> | undefined;
  config?: RouteConfig | undefined;
  handler?: RouteHandler<unknown, State> | undefined;
}
