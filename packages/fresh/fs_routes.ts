import type { RouteFile } from "./build.ts";
import type { Routing } from "./routing.ts";
import {
  METHODS,
  type Middleware,
  type RouteComponent,
  type RouteConfig,
  type RouteHandler,
} from "./types.ts";

/** What a file of `routes/` may export. */
interface RouteModule<State> {
  default?: RouteComponent<State> | Middleware<State> | Middleware<State>[];
  handler?: RouteHandler<unknown, State>;
  handlers?: RouteHandler<unknown, State>;
  config?: RouteConfig;
}

/** Turns `blog/[id]`, without extension, into `/blog/:id`; groups in parentheses are left out unless kept. */
export function pathToPattern(path: string, { keepGroups = false } = {}): string {
  const parts = path.split("/").filter((part) => part !== "" && (keepGroups || !/^\(.*\)$/.test(part)));
  if (parts.at(-1) === "index") parts.pop();
  const pattern = parts.map((part) => {
    const named = part.replace(/^\[\.\.\.(\w+)\]$/, "/:$1*").replace(/^\[\[(\w+)\]\]$/, "{/:$1}?");
    if (named !== part) return named;
    const segment = part.replace(/\[(\w+)\]/g, ":$1");
    if (part.includes("][") || /[[\]]/.test(segment)) {
      throw new SyntaxError(`Cannot read the route "${path}": its brackets are not understood`);
    }
    return `/${segment}`;
  }).join("");
  return pattern === "" ? "/" : pattern;
}

/** Orders patterns as they are tried: at each step a name comes before a parameter, and that before a rest. */
export function comparePatterns(a: string, b: string): number {
  const [left, right] = [a, b].map((pattern) =>
    pattern.replace(/:(\w+\*)?/g, (_, rest) => rest ? "~~" : "~")
  );
  return (left ?? "") < (right ?? "") ? -1 : 1;
}

/** Registers the files of `routes/`: first what holds for whole folders, then the routes. */
export function registerFiles<State>(routing: Routing<State>, files: RouteFile[]): void {
  const named = files.map((file) => ({ ...file, id: file.path.replace(/\.[^.]+$/, "") }));
  const { special = [], route = [] } = Object.groupBy(
    named,
    ({ id }) => /(^|\/)_[^/]+$/.test(id) ? "special" : "route",
  );
  route.sort((a, b) => comparePatterns(pathToPattern(a.id), pathToPattern(b.id)));
  for (const file of [...special, ...route]) registerFile(routing, file);
}

function registerFile<State>(routing: Routing<State>, file: RouteFile & { id: string }): void {
  const module = file.module as RouteModule<State>;
  const { config = {}, default: exported, handler = module.handlers } = module;
  if (exported === undefined && handler === undefined) {
    throw new Error(`Cannot use routes/${file.path}: it exports neither a default component nor handlers`);
  }
  const slash = file.id.lastIndexOf("/");
  const folder = pathToPattern(file.id.slice(0, Math.max(slash, 0)), { keepGroups: true });
  const component = exported as RouteComponent<State>;
  const route = { component, config, handler };
  switch (file.id.slice(slash + 1)) {
    case "_middleware":
      routing.at(folder).middlewares.push(...[handler ?? exported].flat() as Middleware<State>[]);
      break;
    case "_layout":
      routing.at(folder).layout = { component, config };
      break;
    case "_app":
      routing.at("*").app = component;
      break;
    case "_404":
      routing.notFound = route;
      break;
    case "_error":
      routing.at(folder).errorRoute = route;
      break;
    default:
      routing.route(folder, pathToPattern(file.id), route, METHODS);
  }
}
