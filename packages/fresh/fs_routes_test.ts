import { expect } from "@std/expect";
import { comparePatterns, pathToPattern, registerFiles } from "./fs_routes.ts";
import { Routing } from "./routing.ts";

Deno.test("the name of a file becomes a pattern", () => {
  const patterns = [
    ["index", "/"],
    ["about", "/about"],
    ["blog/index", "/blog"],
    ["blog/[slug]", "/blog/:slug"],
    ["[id]@[part]", "/:id@:part"],
    ["posts/[[page]]", "/posts{/:page}?"],
    ["docs/[...rest]", "/docs/:rest*"],
    ["(group)/index", "/"],
    ["a/(group)/b", "/a/b"],
  ] as const;
  for (const [path, pattern] of patterns) expect(pathToPattern(path)).toBe(pattern);
  expect(pathToPattern("a/(group)/[id]", { keepGroups: true })).toBe("/a/(group)/:id");
});

Deno.test("a name that has no one meaning is refused", () => {
  expect(() => pathToPattern("[a][b]")).toThrow(SyntaxError);
  expect(() => pathToPattern("x[[a]]")).toThrow(SyntaxError);
  expect(() => pathToPattern("[a")).toThrow(SyntaxError);
});

Deno.test("names are tried before parameters, and parameters before a rest", () => {
  const expected = ["/", "/about", "/blog/new", "/blog/:slug", "/blog/:rest*", "/:id", "/:rest*"];
  expect(expected.toReversed().sort(comparePatterns)).toEqual(expected);
});

Deno.test("what holds for a folder holds whatever the files are called", () => {
  const routing = new Routing("");
  const handler = () => new Response("page");
  const middleware = () => new Response("middleware");
  registerFiles(routing, [
    { path: "(a)/[id].ts", module: { handler } },
    { path: "(a)/_middleware.ts", module: { default: middleware } },
  ]);
  const chain = routing.router.match("/1")?.byMethod.get("GET") ?? [];
  expect(chain).toContain(middleware);
  expect(routing.router.match("/1")?.params).toEqual({ id: "1" });
});

Deno.test("a route file without anything to serve is refused by name", () => {
  expect(() => registerFiles(new Routing(""), [{ path: "x.tsx", module: { other: 1 } }])).toThrow(
    "Cannot use routes/x.tsx",
  );
});
