import { addRoute, createRouter, findAllRoutes } from "rou3";
import type { Method } from "./types.ts";

interface Entry<T> {
  pattern: string;
  order: number;
  isStatic: boolean;
  paramNames: string[];
  byMethod: Map<Method, T>;
}

export interface Match<T> {
  pattern: string;
  /** Decoded with decodeURI; a missing optional parameter is "". Null when an escape is malformed. */
  params: Record<string, string> | null;
  /** Undefined when the pattern is known but not for this method. */
  handler: T | undefined;
  methods: Method[];
}

const IS_PATTERN = /[*:{}+?()]/;
const PARAM_NAME = /:([A-Za-z_$][\w$]*)/g;

/**
 * Finds the handler of a path: an exact static path first, then patterns in the order of their registration. The
 * first pattern that matches decides, even when it has no handler for the method.
 */
export class Router<T> {
  #tree = createRouter<Entry<T>>();
  #entries = new Map<string, Entry<T>>();

  /** Adds a handler; the first one of a method on a pattern stays. */
  add(method: Method, pattern: string, handler: T): void {
    let entry = this.#entries.get(pattern);
    if (entry === undefined) {
      entry = {
        pattern,
        order: this.#entries.size,
        isStatic: !IS_PATTERN.test(pattern),
        paramNames: Array.from(pattern.matchAll(PARAM_NAME), ([, name]) => name ?? ""),
        byMethod: new Map(),
      };
      this.#entries.set(pattern, entry);
      addRoute(this.#tree, "", pattern, entry);
    }
    if (!entry.byMethod.has(method)) entry.byMethod.set(method, handler);
  }

  match(method: Method, pathname: string): Match<T> | null {
    const candidates = findAllRoutes(this.#tree, "", pathname)
      .filter(({ data }) => data.isStatic || slashFits(data.pattern, pathname))
      .sort((a, b) => Number(b.data.isStatic) - Number(a.data.isStatic) || a.data.order - b.data.order);
    const [best] = candidates;
    if (best === undefined) return null;
    const { pattern, paramNames, byMethod } = best.data;
    const handler = byMethod.get(method) ?? (method === "HEAD" ? byMethod.get("GET") : undefined);
    return { pattern, params: decode(paramNames, best.params ?? {}), handler, methods: [...byMethod.keys()] };
  }
}

/** The tree ignores a trailing slash; a dynamic pattern does not, unless it ends with a wildcard. */
function slashFits(pattern: string, pathname: string): boolean {
  if (pathname === "/" || pattern.endsWith("/*")) return true;
  return pattern.endsWith("/") === pathname.endsWith("/");
}

function decode(names: string[], raw: Record<string, string | undefined>): Record<string, string> | null {
  try {
    const params: Record<string, string> = {};
    for (const name of names) params[name] = "";
    for (const [name, value] of Object.entries(raw)) params[name] = decodeURI(value ?? "");
    return params;
  } catch {
    return null;
  }
}

/** Puts `path` under `base`; `*` stands for everything below. */
export function joinPath(base: string, path: string): string {
  const prefix = base.replace(/\/?\*?$/, "");
  if (path === "*" || path === "/*") return `${prefix}/*`;
  return path === "/" || path === "" ? prefix || "/" : prefix + path;
}
