import type { Middleware } from "../types.ts";

/** Redirects so that addresses always, or never, end with a slash. */
export function trailingSlashes<State>(mode: "always" | "never"): Middleware<State> {
  return function redirectSlashes(ctx) {
    const { pathname, search } = ctx.url;
    const ends = pathname.endsWith("/");
    if (pathname === "/" || ends === (mode === "always")) return ctx.next();
    return ctx.redirect((ends ? pathname.slice(0, -1) : `${pathname}/`) + search);
  };
}
