import type {
  AnyComponent,
  ComponentChildren,
  ComponentType,
  FunctionComponent,
  RenderableProps,
} from "preact";
import type { Context } from "./context.ts";

export type Method = "HEAD" | "GET" | "POST" | "PATCH" | "PUT" | "DELETE" | "OPTIONS";

export const METHODS: readonly Method[] = ["GET", "DELETE", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

export interface FreshConfig {
  /** Path under which the whole app is served, for example `/intelligence`. Default: none. */
  basePath?: string;
  mode?: "development" | "production";
  /** Take scheme and host of `ctx.url` from `X-Forwarded-Proto` and `X-Forwarded-Host`. Default: false. */
  trustProxy?: boolean;
}

export interface ResolvedFreshConfig extends Required<FreshConfig> {
  /** Folder of the project, absolute once a build is attached. */
  root: string;
}

/** What a route handler returns to have its page component rendered with `data`. */
export interface PageResponse<T> {
  data: T;
  headers?: HeadersInit | undefined;
  status?: number | undefined;
}

export type Middleware<State> = (ctx: Context<State>) => Response | Promise<Response>;

export type Lazy<T> = () => Promise<T>;
export type MaybeLazy<T> = T | Lazy<T>;
export type MaybeLazyMiddleware<State> = (
  ctx: Context<State>,
) => Response | Promise<Response | Middleware<State>>;

export interface HandlerFn<Data, State> {
  (ctx: Context<State>): Response | PageResponse<Data> | Promise<Response | PageResponse<Data>>;
}

export type HandlerByMethod<Data, State> = { [M in Method]?: HandlerFn<Data, State> };
export type RouteHandler<Data, State> = HandlerFn<Data, State> | HandlerByMethod<Data, State>;
export type RouteData<Handler> = Handler extends RouteHandler<infer Data, never> ? Data : never;

export type PageProps<Data = unknown, State = unknown> =
  & Pick<
    Context<State>,
    "config" | "url" | "req" | "params" | "info" | "state" | "isPartial" | "Component" | "error" | "route"
  >
  & { data: Data };

/** A component that may wait for data, and may answer with a Response instead of markup. */
export interface AsyncAnyComponent<P> {
  (
    props: RenderableProps<P>,
    context?: Parameters<FunctionComponent>[1],
  ): Promise<ComponentChildren | Response>;
  displayName?: string;
}

export type RouteComponent<State, Data = unknown> =
  | AnyComponent<PageProps<Data, State>>
  | AsyncAnyComponent<PageProps<Data, State>>;

export interface LayoutConfig {
  /** Leave out the layouts of the folders above. Default: false. */
  skipInheritedLayouts?: boolean;
  /** Leave out `_app`. Default: false. */
  skipAppWrapper?: boolean;
}

export interface RouteConfig extends LayoutConfig {
  /** Pattern that replaces the one derived from the file's name. */
  routeOverride?: string;
  csp?: boolean;
  /** Methods of a lazily loaded route. Default: "ALL". */
  methods?: "ALL" | Method[];
}

export interface Route<State> {
  component?: RouteComponent<State> | undefined;
  config?: RouteConfig | undefined;
  handler?: RouteHandler<unknown, State> | undefined;
}

export interface Island {
  /** Address of the browser chunk, without the base path. */
  file: string;
  name: string;
  exportName: string;
  fn: ComponentType;
  /** Addresses of the chunks that `file` imports. */
  preload: string[];
}

export type ListenOptions = Partial<Deno.ServeTcpOptions & Deno.TlsCertifiedKeyPem> & {
  /** Address under which the server is reached from outside; only printed. */
  remoteAddress?: string;
};
