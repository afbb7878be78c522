import { expect } from "@std/expect";
import { fileURLToPath } from "node:url";
import { buildStylesheet, classTokens, utilityRules } from "@/styles/stylesheet.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const MARKUP = /\.tsx?$/;
const HEX_COLOUR = /#[0-9a-f]{3,8}\b/gi;
/** Twind writes "no shadow" this way; it is no colour of ours. */
const TWIND_NO_SHADOW = "#0000";

async function gzipBytes(text: string): Promise<number> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).arrayBuffer()).byteLength;
}

async function sources(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  const nested = await Promise.all(entries.map((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory ? sources(path) : MARKUP.test(path) ? [path] : [];
  }));
  return nested.flat();
}

Deno.test("classes are found in attributes, templates and constants alike", () => {
  const source =
    'const TONE = { up: "text-healthy" };\n<p class={`px-4 ${tone} sm:grid-cols-[auto_minmax(0,1fr)]`} />';
  expect(classTokens(source)).toEqual(
    expect.arrayContaining(["text-healthy", "px-4", "sm:grid-cols-[auto_minmax(0,1fr)]"]),
  );
});

Deno.test("a class names a token, and what is no token produces no rule", () => {
  expect(utilityRules(["text-ink-2"])).toBe(".text-ink-2{color:var(--ink-2)}");
  expect(utilityRules(["text-red-500", "p-7", "hello"])).toBe("");
});

Deno.test("the order of the sources does not change the rules", () => {
  expect(utilityRules(["p-4", "md:p-8", "flex"])).toBe(utilityRules(["flex", "md:p-8", "p-4"]));
});

Deno.test("the stylesheet is the same each time, complete, and under 20 KB compressed", async () => {
  const stylesheet = await buildStylesheet(ROOT);
  expect(await buildStylesheet(ROOT)).toBe(stylesheet);
  const parts = ["--canvas:#f7f7f5", "@layer reset{*,", "@font-face {", ".radar-row {", ".bg-surface{"];
  for (const part of parts) {
    expect(stylesheet).toContain(part);
  }
  expect(await gzipBytes(stylesheet)).toBeLessThan(20 * 1024);
});

Deno.test("colour values stand in the token file alone", async () => {
  const files =
    (await Promise.all(["components", "islands", "routes"].map((folder) => sources(`${ROOT}/${folder}`))))
      .flat();
  const sheets = (await Array.fromAsync(Deno.readDir(`${ROOT}/styles/sheets`)))
    .map(({ name }) => `${ROOT}/styles/sheets/${name}`);
  expect(sheets.length).toBeGreaterThan(5);
  const strays: string[] = [];
  for (const file of [...files, ...sheets]) {
    const found = (await Deno.readTextFile(file)).match(HEX_COLOUR) ?? [];
    strays.push(...found.map((colour) => `${file}: ${colour}`));
  }
  expect(strays).toEqual([]);
  const utilities = (await buildStylesheet(ROOT)).split("\n").slice(3).join("").match(HEX_COLOUR) ?? [];
  expect(utilities.filter((colour) => colour !== TWIND_NO_SHADOW)).toEqual([]);
});
