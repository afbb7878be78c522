import { stringify, twind, virtual } from "@twind/core";
import { tokenRules } from "@/styles/tokens.ts";
import { resetConfig, utilityConfig } from "@/styles/twind.ts";

/** Where markup lives, relative to the project's root. */
const MARKUP_FOLDERS = ["components", "islands", "routes"];

const BASE_STYLES = "static/styles.css";

/** What may be a utility: variants, an optional sign, a name, arbitrary values. Prose mostly fails this. */
const CLASS_TOKEN = /^!?-?[a-z][a-z0-9-]*(?:[:/.\-[\]#%(),_a-zA-Z0-9])*$/;
const STRING_LITERAL = /"([^"\n]*)"|`([^`$]*)`/g;

/**
 * Compiles the product's one stylesheet: tokens, reset, the hand-written base of static/styles.css, and a utility for
 * each class named in the markup. The same sources give the same bytes. Nothing of twind runs in the browser.
 *
 * @param root absolute path of the project's root, ending in a slash or not
 * @throws Deno.errors.NotFound when static/styles.css is missing
 */
export async function buildStylesheet(root: string): Promise<string> {
  const base = await Deno.readTextFile(`${root}/${BASE_STYLES}`);
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
    `@layer base{${minified(base)}}`,
    // Outside any layer, so that a utility always wins over reset and base.
    utilityRules([...classes]),
  ].join("\n");
}

/** Every candidate in the source's string literals; words that are no utility produce no rule later. */
export function classTokens(source: string): string[] {
  const literals = source.matchAll(STRING_LITERAL);
  return [...literals].flatMap((match) => (match[1] ?? match[2] ?? "").split(/\s+/))
    .filter((token) => CLASS_TOKEN.test(token));
}

/** The rules for the given classes, in an order that depends on the set alone. */
export function utilityRules(classes: readonly string[]): string {
  const compiler = twind(utilityConfig, virtual());
  for (const token of [...classes].sort()) compiler(token);
  return stringify(compiler.target);
}

function resetRules(): string {
  return stringify(twind(resetConfig, virtual()).target);
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

/** The base sheet without comments and indentation. */
function minified(css: string): string {
  return css.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\s*\n\s*/g, "");
}
