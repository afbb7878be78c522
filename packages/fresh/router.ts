import { routeToRegExp } from "rou3";
import type { Method } from "./types.ts";

export interface Match<T> {
  pattern: string;
  byMethod: Map<Method, T>;
  /** Decoded with decodeURI; a missing optional parameter is "". Null when an escape is malformed. */
  params: Record<string, string> | null;
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

  match(pathname: string): Match<T> | null {
    for (const { pattern, regexp, byMethod } of this.#entries) {
      const found = regexp.exec(pathname);
      if (found !== null) return { pattern, byMethod, params: decode(found.groups ?? {}) };
    }
    return null;
  }
}

function decode(groups: Record<string, string | undefined>): Record<string, string> | null {
  try {
    return Object.fromEntries(
      Object.entries(groups).map(([name, value = ""]) => [name, decodeURI(value)]),
    );
  } catch {
    return null;
  }
}
