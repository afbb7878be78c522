import { type ComponentType, type FunctionComponent, h, isValidElement, type JSX } from "preact";
import { jsxTemplate } from "preact/jsx-runtime";
import { buildOf } from "./build.ts";
import type { Match } from "./router.ts";
import { completeDocument, preloads } from "./server/document.ts";
import { Page } from "./server/page.ts";
import type { LayoutConfig, PageProps, ResolvedFreshConfig, RouteComponent } from "./types.ts";

/** The components around the page, as the segments of the route have set them. */
export interface Wrappers<State> {
  readonly app: RouteComponent<State> | null;
  readonly layouts: RouteComponent<State>[];
}

export const WRAPPERS = Symbol("fresh.wrappers");

/** The nonce of a rendered page; `csp()` looks it up, so that it never travels as a header. A copy of the Response has none. */
export const nonces = new WeakMap<Response, string>();

/** A request on its way through middlewares and handlers. */
export class Context<State> {
  /** The pattern that matched, or null. */
  readonly route: string | null;
  readonly params: Record<string, string>;
  /** Shared by all middlewares of the request; starts as `{}`. */
  readonly state: State = {} as State;
  data: unknown = undefined;
  /** What was thrown, once something was. */
  error: unknown = null;
  /** Runs the next middleware or the handler. */
  declare next: () => Promise<Response>;
  [WRAPPERS]: Wrappers<State> = { app: null, layouts: [] };

  constructor(
    readonly config: ResolvedFreshConfig,
    public req: Request,
    /** Address of the request, repeated slashes collapsed. */
    readonly url: URL,
    readonly info: Deno.ServeHandlerInfo,
    match: Match<unknown> | null,
  ) {
    this.route = match?.pattern ?? null;
    this.params = match?.params ?? {};
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
    if (vnode !== null && !isValidElement(vnode)) {
      throw new Error("Cannot render: the value is not an element");
    }
    const { app, layouts } = narrowWrappers(this[WRAPPERS], config);
    let content: JSX.Element | null = vnode;
    for (const layout of layouts.toReversed()) {
      const inner = content;
      const wrapped = await renderComponent(this, layout, undefined, () => inner);
      if (wrapped instanceof Response) return wrapped;
      content = wrapped;
    }
    const page = new Page(buildOf(this.config), this.url);
    let markup = page.render(content);
    if (app !== null) {
      // Rendered after the page, so that it can contain what the page puts into the head.
      const shell = await renderComponent(this, app, null, () => jsxTemplate([markup]));
      if (shell instanceof Response) return shell;
      markup = page.render(shell);
    }
    const { basePath } = this.config;
    const response = this.html(completeDocument(page, markup, basePath), init);
    const link = preloads(page, basePath);
    if (link !== "") response.headers.append("Link", link);
    nonces.set(response, page.nonce);
    return response;
  }

  html(content: string, init?: ResponseInit): Response {
    const headers = new Headers(init?.headers);
    headers.set("Content-Type", "text/html; charset=utf-8");
    return new Response(content, { ...init, headers });
  }

  json(content: unknown, init?: ResponseInit): Response {
    return Response.json(content, init);
  }
}

export function narrowWrappers<State>(
  { app, layouts }: Wrappers<State>,
  config: LayoutConfig = {},
): Wrappers<State> {
  return { app: config.skipAppWrapper ? null : app, layouts: config.skipInheritedLayouts ? [] : layouts };
}

/** Turns a page, layout or `_app` into markup; an async component runs here and may answer with a Response. */
export async function renderComponent<State>(
  ctx: Context<State>,
  component: RouteComponent<State>,
  data: unknown,
  Component: FunctionComponent,
): Promise<JSX.Element | null | Response> {
  const props: PageProps<unknown, State> = { ...ctx, data, Component };
  if (component.constructor.name !== "AsyncFunction") {
    return h(component as ComponentType<typeof props>, props);
  }
  return await (component as (p: typeof props) => Promise<JSX.Element | null | Response>)(props);
}
