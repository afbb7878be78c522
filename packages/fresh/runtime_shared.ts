import { type ComponentChildren, createContext, Fragment, h, type JSX, type VNode } from "preact";

/** Whether the code runs in a browser. */
export const IS_BROWSER = typeof document !== "undefined";

/** What `asset()` needs to know; the server sets it from the build, the browser from the page. */
let config = { buildId: "", basePath: "" };

export function setRuntimeConfig(buildId: string, basePath: string): void {
  config = { buildId, basePath };
}

export const CACHE_BUST_KEY = "__frsh_c";

/**
 * Ties a rooted path to the build, so that it is cached for a year, and puts the base path in front. Other
 * addresses, and paths that are tied already, are returned unchanged.
 */
export function asset(path: string): string {
  if (!path.startsWith("/") || path.startsWith("//")) return path;
  const url = new URL(path, "http://asset.invalid");
  if (url.searchParams.has(CACHE_BUST_KEY)) return path;
  if (config.buildId !== "") url.searchParams.set(CACHE_BUST_KEY, config.buildId);
  return config.basePath + url.pathname + url.search + url.hash;
}

/** Applies `asset()` to every address of a `srcset`; one with parentheses is returned unchanged. */
export function assetSrcSet(srcset: string): string {
  if (srcset.includes("(")) return srcset;
  return srcset.split(",").map((candidate) => candidate.replace(/\S+/, asset)).join(",");
}

/** True inside `<Head>`, false inside the document's `<head>`, undefined elsewhere. */
export const HeadContext = createContext<boolean | undefined>(undefined);

export interface HeadProps {
  children?: ComponentChildren;
}

/**
 * Puts its children into the document's `<head>`. An element there with the same key, or the same tag and
 * attributes, is replaced; there is only ever one title. In the browser it does nothing.
 */
export function Head({ children }: HeadProps): JSX.Element | null {
  return IS_BROWSER ? null : h(HeadContext.Provider, { value: true }, children);
}

export interface PartialProps {
  children?: ComponentChildren;
  /** Unique on the page. */
  name: string;
  mode?: "replace" | "prepend" | "append";
}

/** Renders its children. Partial navigation is not part of this layer. */
export function Partial({ children }: PartialProps): JSX.Element {
  return h(Fragment, null, children);
}

function pathOf(href: string): string {
  const { pathname } = new URL(href, "http://link.invalid");
  return pathname === "/" ? pathname : pathname.replace(/\/$/, "");
}

/** Marks links to the current page and to the pages above it, and ties image addresses to the build. */
export function decorateElement(vnode: VNode<Record<string, unknown>>, pathname: string): void {
  const { type, props } = vnode;
  if (type === "a") {
    if (typeof props.href !== "string" || !props.href.startsWith("/")) return;
    const [current, target] = [pathOf(pathname), pathOf(props.href)];
    if (current === target) {
      Object.assign(props, { "data-current": "true", "aria-current": "page" });
    } else if (target === "/" || current.startsWith(`${target}/`)) {
      Object.assign(props, { "data-ancestor": "true", "aria-current": "true" });
    }
  } else if (type === "img" || type === "source") {
    if (typeof props.src === "string") props.src = asset(props.src);
    if (typeof props.srcset === "string") props.srcset = assetSrcSet(props.srcset);
  }
}
