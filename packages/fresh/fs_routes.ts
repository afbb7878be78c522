import type { App } from "./app.ts";
import type { RouteFile } from "./build.ts";
import type { Middleware, RouteComponent, RouteConfig, RouteHandler } from "./types.ts";

/** Says which folder a file stands in: groups are part of it, but not of the file's pattern. */
export interface PlacedRouteConfig extends RouteConfig {
  folder: string;
}

/** What a file of `routes/` may export. */
interface RouteModule<State> {
  default?: RouteComponent<State> | Middleware<State> | Middleware<State>[];
  handler?: RouteHandler<unknown, State> | Middleware<State>[];
  handlers?: RouteHandler<unknown, State> | Middleware<State>[];
  config?: RouteConfig;
}

const SPECIAL = new Map([
  ["_middleware", 0],
  ["_layout", 1],
  ["_error", 2],
  ["_500", 2],
  ["_404", 2],
  ["index", 3],
]);

/** Turns `blog/[id]`, without extension, into `/blog/:id`; groups in parentheses are left out unless kept. */
export function pathToPattern(path: string, { keepGroups = false } = {}): string {
  const parts = path.split("/").filter((part) => part !== "" && (keepGroups || !/^\(.*\)$/.test(part)));
  if (parts.at(-1) === "index") parts.pop();
  const pattern = parts.map((part) => {
    if (part.includes("][")) {
      throw new SyntaxError(`Cannot read the route "${path}": two parameters need a character between them`);
    }
    const rest = /^\[\.\.\.(\w+)\]$/.exec(part);
    if (rest !== null) return `/:${rest[1]}*`;
    const optional = /^\[\[(\w+)\]\]$/.exec(part);
    if (optional !== null) return `{/:${optional[1]}}?`;
    const segment = part.replace(/\[(\w+)\]/g, ":$1");
    if (/[[\]]/.test(segment)) throw new SyntaxError(`Cannot read the route "${path}": unbalanced brackets`);
    return `/${segment}`;
  }).join("");
  return pattern === "" ? "/" : pattern;
}

function rank(part: string): number {
  const special = SPECIAL.get(part);
  if (special !== undefined) return special;
  if (part.startsWith("[...")) return 7;
  if (part.startsWith("[")) return 6;
  return part.startsWith("(") ? 5 : 4;
}

/** Order of registration: `_app` first; in a folder middleware, layout, error, index, names, groups, parameters. */
export function compareRoutePaths(a: string, b: string): number {
  if (a === "_app" || b === "_app") return Number(b === "_app") - Number(a === "_app");
  const [left, right] = [a.split("/"), b.split("/")];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [l = "", r = ""] = [left[i], right[i]];
    if (l !== r) return rank(l) - rank(r) || (l < r ? -1 : 1);
  }
  return left.length - right.length;
}

function validate<State>(file: RouteFile): RouteModule<State> {
  const module = file.module as RouteModule<State>;
  const handler = module.handlers ?? module.handler;
  if (module.default === undefined && handler === undefined && module.config === undefined) {
    throw new Error(
      `Cannot use routes/${file.path}: it exports neither a default component nor handler, handlers or config`,
    );
  }
  if (typeof handler === "function" && handler.length > 1) {
    throw new Error(`Cannot use routes/${file.path}: a handler takes one argument, the context`);
  }
  return module;
}

/** Registers the files of `routes/` in the order in which they take effect. */
export function registerFiles<State>(app: App<State>, files: RouteFile[]): void {
  const named = files.map((file) => ({ file, id: file.path.replace(/\.[^.]+$/, "") }));
  named.sort((a, b) => compareRoutePaths(a.id, b.id));
  for (const { file, id } of named) registerFile(app, file, id);
}

function registerFile<State>(app: App<State>, file: RouteFile, id: string): void {
  const { config = {}, default: exported, ...module } = validate<State>(file);
  const slash = id.lastIndexOf("/");
  const folder = pathToPattern(id.slice(0, Math.max(slash, 0)), { keepGroups: true });
  const handler = module.handlers ?? module.handler;
  const component = exported as RouteComponent<State> | undefined;
  const route = { component, config, handler: handler as RouteHandler<unknown, State> | undefined };
  switch (id.slice(slash + 1)) {
    case "_middleware": {
      const middlewares = [handler ?? exported].flat() as Middleware<State>[];
      if (middlewares.every((middleware) => typeof middleware === "function")) {
        app.use(folder, ...middlewares);
      } else warn(`routes/${file.path} is ignored: a middleware is a function or a list of functions`);
      break;
    }
    case "_layout":
      if (handler !== undefined) warn(`The handler of routes/${file.path} is ignored: a layout has none`);
      if (component !== undefined) app.layout(folder, component, config);
      break;
    case "_app":
      if (component !== undefined) app.appWrapper(component);
      break;
    case "_404":
      app.notFound(route);
      break;
    case "_error":
    case "_500":
      app.onError(folder, route);
      break;
    default: {
      const placed: PlacedRouteConfig = { ...config, folder };
      app.route(pathToPattern(id), route, placed);
    }
  }
}

function warn(message: string): void {
  // deno-lint-ignore no-console
  console.warn(`Fresh: ${message}`);
}
