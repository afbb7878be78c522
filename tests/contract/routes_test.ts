import { expect } from "@std/expect";
import type { Context } from "fresh";
import type { State } from "@/define.ts";
import { openApiDocument } from "@/lib/openapi/document.ts";

const FOLDER = new URL("../../routes/api/v1/", import.meta.url);
const IMPLIED = ["HEAD", "OPTIONS"];

interface Route {
  /** As in the document, such as `/clients/{id}`. */
  path: string;
  methods: string[];
}

/** Every route file with the methods that its handler says it allows. */
async function* routes(folder = FOLDER, prefix = ""): AsyncGenerator<Route> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) {
      yield* routes(new URL(`${name}/`, folder), `${prefix}/${name}`);
    } else if (name.endsWith(".ts") && !name.endsWith("_test.ts")) {
      const path = `${prefix}/${name.slice(0, -".ts".length)}`.replace(/\/index$/, "");
      yield {
        path: path.replaceAll("[", "{").replaceAll("]", "}"),
        methods: await methodsOf(new URL(name, folder)),
      };
    }
  }
}

async function methodsOf(file: URL): Promise<string[]> {
  const { handler } = await import(file.href) as { handler: (ctx: Context<State>) => Promise<Response> };
  const request = new Request("http://localhost/", { method: "OPTIONS" });
  // A handler answers OPTIONS without looking at anything else.
  const response = await handler({ req: request } as Context<State>);
  const allowed = response.headers.get("allow")?.split(", ") ?? [];
  return allowed.filter((method) => !IMPLIED.includes(method)).sort();
}

/** The documented paths that a route serves: those with its own parameters, or with fixed text in their place. */
function served(route: Route, documented: string[]): string[] {
  if (documented.includes(route.path)) return [route.path];
  const pattern = new RegExp(`^${route.path.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+")}$`);
  return documented.filter((path) => pattern.test(path));
}

Deno.test("every route of the API is in the document with all its methods, and nothing else is", async () => {
  const { paths = {} } = openApiDocument("");
  const documented = Object.entries(paths).map(([path, item]) => ({
    path,
    methods: Object.keys(item).map((method) => method.toUpperCase()).sort(),
  }));
  const found = await Array.fromAsync(routes());
  const exact = new Set(found.map(({ path }) => path));
  const seen = new Set<string>();
  for (const route of found) {
    const all = served(route, documented.map(({ path }) => path));
    // A fixed path with a file of its own, such as /segment/batch, is not that of the parameter beside it.
    const own = all.filter((path) => path === route.path || !exact.has(path));
    expect([route.path, own.length > 0]).toEqual([route.path, true]);
    for (const path of own) {
      seen.add(path);
      const { methods } = documented.find((entry) => entry.path === path) ?? {};
      expect([path, methods]).toEqual([path, route.methods]);
    }
  }
  expect(documented.map(({ path }) => path).filter((path) => !seen.has(path))).toEqual([]);
});
