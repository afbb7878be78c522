import { type ComponentType, type FunctionComponent, h, isValidElement, type JSX } from "preact";
import type { Build } from "./build.ts";
import { nonces, renderDocument } from "./server/document.ts";
import type { LayoutConfig, PageProps, ResolvedFreshConfig, RouteComponent } from "./types.ts";

/** The components around the page, as the segments of the route have set them. */
export interface Wrappers<State> {
  app: RouteComponent<State> | null;
  layouts: RouteComponent<State>[];
}

const WRAPPERS = Symbol("fresh.wrappers");
const BUILD = Symbol("fresh.build");

export interface ContextInit {
  req: Request;
  url: URL;
  info: Deno.ServeHandlerInfo;
  route: string | null;
  params: Record<string, string>;
  config: ResolvedFreshConfig;
  build: Build | null;
}

/** A request on its way through middlewares and handlers. */
export class Context<State> {
  readonly config: ResolvedFreshConfig;
  /** Address of the request, repeated slashes collapsed. */
  readonly url: URL;
  req: Request;
  /** The pattern that matched, or null. */
  readonly route: string | null;
  readonly params: Record<string, string>;
  /** Shared by all middlewares of the request; starts as `{}`. */
  readonly state: State = {} as State;
  data: unknown = undefined;
  /** What was thrown, once something was. */
  error: unknown = null;
  readonly info: Deno.ServeHandlerInfo;
  readonly isPartial: boolean;
  /** Runs the next middleware or the handler. */
  next: () => Promise<Response>;
  /** In a layout or `_app`: what it wraps. */
  Component: FunctionComponent = () => null;

  [WRAPPERS]: Wrappers<State> = { app: null, layouts: [] };
  [BUILD]: Build | null;

  constructor(init: ContextInit, next: () => Promise<Response>) {
    this.config = init.config;
    this.url = init.url;
    this.req = init.req;
    this.route = init.route;
    this.params = init.params;
    this.info = init.info;
    this.isPartial = init.url.searchParams.has("fresh-partial");
    this.next = next;
    this[BUILD] = init.build;
  }

  /** Answers with a redirect. A rooted path stays on this host: `//evil.test` becomes `/evil.test`. */
  redirect(pathOrUrl: string, status = 302): Response {
    const [, path = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(pathOrUrl) ?? [];
    const location = path.startsWith("/") ? path.replace(/\/+/g, "/") + rest : pathOrUrl;
    return new Response(null, { status, headers: { location } });
  }

  /** Renders markup inside the layouts and `_app` of the route. */
  async render(
    vnode: JSX.Element | null,
    init: ResponseInit = {},
    config: LayoutConfig = {},
  ): Promise<Response> {
    if (arguments.length === 0) throw new Error("Cannot render: no element was given");
    if (vnode !== null && !isValidElement(vnode)) {
      throw new Error("Cannot render: the value is not an element");
    }
    const { app, layouts } = this[WRAPPERS];
    let content: JSX.Element | null = vnode;
    for (const layout of config.skipInheritedLayouts ? [] : layouts.toReversed()) {
      const inner = content;
      const wrapped = await renderComponent(this, layout, undefined, () => inner);
      if (wrapped instanceof Response) return wrapped;
      content = wrapped;
    }
    let inner: JSX.Element | null = null;
    const shell = app === null || config.skipAppWrapper
      ? null
      : await renderComponent(this, app, null, () => inner);
    if (shell instanceof Response) return shell;
    const { html, nonce } = renderDocument({
      content,
      shell,
      setInner: (rendered) => inner = rendered,
      pathname: this.url.pathname,
      basePath: this.config.basePath,
      build: this[BUILD],
    });
    const response = this.html(html, init);
    nonces.set(response, nonce);
    return response;
  }

  text(content: string, init?: ResponseInit): Response {
    return new Response(content, init);
  }

  html(content: string, init?: ResponseInit): Response {
    const headers = new Headers(init?.headers);
    headers.set("Content-Type", "text/html; charset=utf-8");
    return new Response(content, { ...init, headers });
  }

  json(content: unknown, init?: ResponseInit): Response {
    return Response.json(content, init);
  }

  /**
   * Streams strings (encoded as UTF-8) or bytes. When the client goes away the `finally` of a generator runs. Sets no
   * content type.
   */
  stream<Chunk extends string | Uint8Array>(
    source: Iterable<Chunk> | AsyncIterable<Chunk> | (() => Iterable<Chunk> | AsyncIterable<Chunk>),
    init?: ResponseInit,
  ): Response {
    const encoder = new TextEncoder();
    const chunks = ReadableStream.from<Chunk>(typeof source === "function" ? source() : source);
    const encode = new TransformStream<Chunk, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        controller.enqueue(typeof chunk === "string" ? encoder.encode(chunk) : new Uint8Array(chunk));
      },
    });
    return new Response(chunks.pipeThrough(encode), init);
  }
}

export function wrappersOf<State>(ctx: Context<State>): Wrappers<State> {
  return ctx[WRAPPERS];
}

/** Turns a page, layout or `_app` into markup; an async component runs here and may answer with a Response. */
export async function renderComponent<State>(
  ctx: Context<State>,
  component: RouteComponent<State>,
  data: unknown,
  inner: FunctionComponent,
): Promise<JSX.Element | null | Response> {
  const { config, url, req, params, info, state, isPartial, error, route } = ctx;
  ctx.Component = inner;
  const props: PageProps<unknown, State> = {
    config,
    url,
    req,
    params,
    info,
    state,
    isPartial,
    error,
    route,
    data,
    Component: inner,
  };
  if (component.constructor.name !== "AsyncFunction") {
    return h(component as ComponentType<typeof props>, props);
  }
  const result = await (component as (p: typeof props) => Promise<JSX.Element | null | Response>)(props);
  return result;
}

export function buildFor<State>(ctx: Context<State>): Build | null {
  return ctx[BUILD];
}
