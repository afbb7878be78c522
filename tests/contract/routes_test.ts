import { expect } from "@std/expect";
import type { Context } from "fresh";
import type { State } from "@/define.ts";
import { openApiDocument } from "@/lib/openapi/document.ts";
import { routeFiles } from "@/testing/route_files.ts";

const API = "/api/v1";
const IMPLIED = ["HEAD", "OPTIONS"];

type Handler = (ctx: Context<State>) => Promise<Response>;

interface Route {
  /** As in the document, such as `/clients/{id}`. */
  path: string;
  handler: Handler;
}

async function* routes(): AsyncGenerator<Route> {
  for await (const { path, file } of routeFiles()) {
    if (!path.startsWith(`${API}/`)) continue;
    const { handler } = await import(file.href) as { handler: Handler };
    yield { path: path.slice(API.length), handler };
  }
}

/** The methods that a handler says it allows; it answers OPTIONS without looking at anything else. */
async function methodsOf(handler: Handler): Promise<string[]> {
  const request = new Request("http://localhost/", { method: "OPTIONS" });
  const response = await handler({ req: request } as Context<State>);
  const allowed = response.headers.get("allow")?.split(", ") ?? [];
  return allowed.filter((method) => !IMPLIED.includes(method)).sort();
}

/** Whether a route serves a documented path: with the same parameters, or with fixed text in their place. */
function serves({ path }: Route, documented: string): boolean {
  const pattern = new RegExp(`^${path.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+")}$`);
  return path === documented || pattern.test(documented);
}

Deno.test("every route of the API is in the document with all its methods, and nothing else is", async () => {
  const found = await Array.fromAsync(routes());
  const handlers = new Set<Handler>();
  for (const [path, item] of Object.entries(openApiDocument("").paths ?? {})) {
    // A path with a file of its own, such as /segment/batch, is not that of the parameter beside it.
    const route = found.find((route) => route.path === path) ?? found.find((route) => serves(route, path));
    expect([path, route !== undefined]).toEqual([path, true]);
    if (!route) continue;
    handlers.add(route.handler);
    const documented = Object.keys(item).map((method) => method.toUpperCase()).sort();
    expect([path, documented]).toEqual([path, await methodsOf(route.handler)]);
  }
  // A second address of the same handler needs no description of its own.
  expect(found.filter(({ handler }) => !handlers.has(handler)).map(({ path }) => path)).toEqual([]);
});
