import type { ComponentChildren } from "preact";

/** Whether the code runs in a browser. */
export const IS_BROWSER = typeof document !== "undefined";

export const CACHE_BUST_KEY = "__frsh_c";

/** The server sets it from the build, the browser from the page. */
let buildId = "";

export function setBuildId(id: string): void {
  buildId = id;
}

/** Ties a rooted path to the build, so that it is cached for a year; other addresses are returned unchanged. */
export function asset(path: string): string {
  if (!path.startsWith("/") || path.startsWith("//")) return path;
  const url = new URL(path, "http://asset.invalid");
  url.searchParams.set(CACHE_BUST_KEY, buildId);
  return url.pathname + url.search + url.hash;
}

/**
 * Puts its children into the document's `<head>`. An element there with the same key, or the same tag and
 * attributes, is replaced; there is only ever one title. In the browser it does nothing.
 */
export function Head(_props: { children?: ComponentChildren }): null {
  return null;
}
