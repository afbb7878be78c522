import { expect } from "@std/expect";
import { findDenoConfig, resolveSpecifier } from "./import_map.ts";

const CONFIG = {
  folder: "/project",
  jsxImportSource: "preact",
  imports: {
    "@/": "./",
    "@/lib/": "./source/lib/",
    "fresh/runtime": "./packages/fresh/runtime.ts",
    "preact": "npm:preact@10.29.8",
    "@preact/signals": "npm:@preact/signals@^2",
    "late": "npm:late",
    "real": "jsr:@fresh/core@^2.3",
  },
};

Deno.test("an entry of the import map is a file below the folder of deno.json", () => {
  expect(resolveSpecifier("fresh/runtime", CONFIG)).toEqual({ file: "/project/packages/fresh/runtime.ts" });
  expect(resolveSpecifier("@/islands/A.tsx", CONFIG)).toEqual({ file: "/project/islands/A.tsx" });
});

Deno.test("the longest prefix wins", () => {
  expect(resolveSpecifier("@/lib/a.ts", CONFIG)).toEqual({ file: "/project/source/lib/a.ts" });
});

Deno.test("an npm entry is a package without its version, and so is what lies below it", () => {
  expect(resolveSpecifier("preact", CONFIG)).toEqual({ package: "preact" });
  expect(resolveSpecifier("preact/hooks", CONFIG)).toEqual({ package: "preact/hooks" });
  expect(resolveSpecifier("@preact/signals", CONFIG)).toEqual({ package: "@preact/signals" });
  expect(resolveSpecifier("late", CONFIG)).toEqual({ package: "late" });
  expect(resolveSpecifier("npm:@a/b@1/c", CONFIG)).toEqual({ package: "@a/b/c" });
});

Deno.test("what is not in the map is left to the bundler", () => {
  expect(resolveSpecifier("preactor", CONFIG)).toBe(null);
});

Deno.test("what cannot be had from node_modules is refused", () => {
  expect(() => resolveSpecifier("real", CONFIG)).toThrow('Cannot bundle "real" for the browser');
  expect(() => resolveSpecifier("https://example.test/a.js", CONFIG)).toThrow("Cannot bundle");
});

Deno.test("deno.json is found above the root, and its absence is told", async () => {
  const config = await findDenoConfig(import.meta.dirname ?? "");
  expect(config.imports["fresh"]).toBe("./packages/fresh/mod.ts");
  await expect(findDenoConfig("/")).rejects.toThrow("Cannot find a deno.json in / or above");
});
