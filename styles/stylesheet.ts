import { stringify, twind, virtual } from "@twind/core";
import { tokenRules } from "@/styles/tokens.ts";
import { resetConfig, utilityConfig } from "@/styles/twind.ts";

/** Where markup lives, relative to the project's root. */
const MARKUP_FOLDERS = ["components", "islands", "routes"];

/** What is written by hand; of two rules for one thing the one in the later sheet wins. */
const SHEETS_FOLDER = "styles/sheets";
const SHEETS = [
  "base.css",
  "shell.css",
  "overlays.css",
  "radar.css",
  "list.css",
  "client.css",
  "general.css",
  "print.css",
];

/** What may be a utility: variants, an optional sign, a name, arbitrary values. Prose mostly fails this. */
const CLASS_TOKEN = /^!?-?[a-z][a-z0-9-]*(?:[:/.\-[\]#%(),_a-zA-Z0-9])*$/;
const BETWEEN_TOKENS = /[\s"'`{}<>=;]+/;

/**
 * Compiles the product's one stylesheet: tokens, reset, the sheets written by hand, and a utility for each
 * class named in the markup. The same sources give the same bytes. Nothing of twind runs in the browser.
 *
 * @param root absolute path of the project's root, ending in a slash or not
 * @throws Deno.errors.NotFound when a sheet is missing
 */
export async function buildStylesheet(root: string): Promise<string> {
  const sheets = await Promise.all(
    SHEETS.map((name) => Deno.readTextFile(`${root}/${SHEETS_FOLDER}/${name}`)),
  );
  const classes = new Set<string>();
  for (const folder of MARKUP_FOLDERS) {
    for (const file of await markupFiles(`${root}/${folder}`)) {
      for (const token of classTokens(await Deno.readTextFile(file))) classes.add(token);
    }
  }
  return [
    tokenRules(),
    "@layer reset,base;",
    `@layer reset{${resetRules()}}`,
    `@layer base{${minified(sheets.join("\n"))}}`,
    // Outside any layer, so that a utility always wins over reset and base.
    utilityRules([...classes]),
  ].join("\n");
}

/**
 * Every word of the source that could be a class. As in Tailwind the source is not parsed: a word that is no utility
 * produces no rule, and one that happens to be a utility costs a few bytes.
 */
export function classTokens(source: string): string[] {
  return source.split(BETWEEN_TOKENS).filter((token) => CLASS_TOKEN.test(token));
}

/** The rules for the given classes, in an order that depends on the set alone. */
export function utilityRules(classes: readonly string[]): string {
  const compiler = twind(utilityConfig, virtual());
  for (const token of [...classes].sort()) compiler(token);
  return stringify(compiler.target);
}

function resetRules(): string {
  const compiler = twind(resetConfig, virtual());
  // The reset is written with the first class; a name that is no utility adds nothing else.
  compiler("reset");
  return stringify(compiler.target);
}

async function markupFiles(folder: string): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await Array.fromAsync(Deno.readDir(folder))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) files.push(...await markupFiles(path));
    else if (/(?<!_test)\.tsx?$/.test(entry.name)) files.push(path);
  }
  return files;
}

/** The sheets without comments and indentation. */
function minified(css: string): string {
  return css.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\s*\n\s*/g, "");
}
