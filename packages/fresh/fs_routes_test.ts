import { expect } from "@std/expect";
import { App } from "fresh";
import { compareRoutePaths, pathToPattern, registerFiles } from "./fs_routes.ts";

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

Deno.test("files are registered in the order in which they take effect", () => {
  const expected = [
    "_app",
    "_middleware",
    "_layout",
    "_error",
    "index",
    "about",
    "blog/_middleware",
    "blog/index",
    "blog/new",
    "blog/[slug]",
    "(group)/_layout",
    "(group)/x",
    "[id]",
    "[...rest]",
  ];
  expect(expected.toSorted().sort(compareRoutePaths)).toEqual(expected);
  expect(expected.toReversed().sort(compareRoutePaths)).toEqual(expected);
});

Deno.test("a route file without anything to serve is refused by name", () => {
  expect(() => registerFiles(new App(), [{ path: "x.tsx", module: { other: 1 } }])).toThrow(
    "Cannot use routes/x.tsx",
  );
});

Deno.test("a handler with two parameters is refused: it was written for Fresh 1", () => {
  const module = { handler: (_req: Request, _ctx: unknown) => new Response() };
  expect(() => registerFiles(new App(), [{ path: "x.ts", module }])).toThrow("a handler takes one argument");
});
