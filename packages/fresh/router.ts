import { routeToRegExp } from "rou3";
import type { Method } from "./types.ts";

export interface Match<T> {
  pattern: string;
  byMethod: Map<Method, T>;
  /** Decoded with decodeURI; a missing optional parameter is "". */
  params: Record<string, string>;
}

/**
 * Finds the handlers of a path: an exact static path first, then patterns in the order of their registration. The
 * first pattern that matches decides, even when it has no handler for the method.
 */
export class Router<T> {
  #entries: { pattern: string; regexp: RegExp; byMethod: Map<Method, T> }[] = [];

  /** Adds a handler; the first one of a method on a pattern stays. */
  add(method: Method, pattern: string, handler: T): void {
    let entry = this.#entries.find((known) => known.pattern === pattern);
    if (entry === undefined) {
      const isStatic = !/[*:{}+?()]/.test(pattern);
      const { source } = routeToRegExp(pattern);
      // The library's expressions take a further slash at the end; in Fresh only those of static paths do.
      const regexp = new RegExp(isStatic ? source : source.replace(/\\\/\?\$$/, "$"));
      entry = { pattern, regexp, byMethod: new Map() };
      if (isStatic) this.#entries.unshift(entry);
      else this.#entries.push(entry);
    }
    if (!entry.byMethod.has(method)) entry.byMethod.set(method, handler);
  }

  /** Throws a URIError when a parameter cannot be decoded. */
  match(pathname: string): Match<T> | null {
    for (const { pattern, regexp, byMethod } of this.#entries) {
      const found = regexp.exec(pathname);
      if (found === null) continue;
      const groups: [string, string | undefined][] = Object.entries(found.groups ?? {});
      const params = Object.fromEntries(groups.map(([name, value = ""]) => [name, decodeURI(value)]));
      return { pattern, byMethod, params };
    }
    return null;
  }
}
