import { dirname, join } from "node:path";

export interface DenoConfig {
  /** Folder of the file; relative entries and `node_modules` are looked up from here. */
  folder: string;
  imports: Record<string, string>;
  jsxImportSource: string;
}

/** Reads the nearest deno.json at or above `root`. Throws an Error that names the folder when there is none. */
export async function findDenoConfig(root: string): Promise<DenoConfig> {
  for (let folder = root;; folder = dirname(folder)) {
    const path = join(folder, "deno.json");
    let text: string;
    try {
      text = await Deno.readTextFile(path);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      if (dirname(folder) === folder) throw new Error(`Cannot find a deno.json in ${root} or above`);
      continue;
    }
    const config = JSON.parse(text);
    return {
      folder,
      imports: config.imports ?? {},
      jsxImportSource: config.compilerOptions?.jsxImportSource ?? "preact",
    };
  }
}

/**
 * What a specifier means to a bundler: a file, a package of `node_modules`, or nothing when the import map does not
 * mention it. Throws an Error for what cannot reach a browser.
 */
export type Resolved = { file: string } | { package: string } | null;

export function resolveSpecifier(specifier: string, config: DenoConfig): Resolved {
  const target = mapSpecifier(specifier, config.imports) ?? specifier;
  if (target.startsWith("npm:")) {
    const [, name, path = ""] = /^npm:\/?((?:@[^/]+\/)?[^/@]+)(?:@[^/]*)?(\/.*)?$/.exec(target) ?? [];
    if (name === undefined) throw new Error(`Cannot read the package name in "${target}"`);
    return { package: name + path };
  }
  if (target.startsWith("jsr:") || /^https?:/.test(target)) {
    throw new Error(`Cannot bundle "${specifier}" for the browser: ${target} is not in node_modules`);
  }
  if (target === specifier) return null;
  return { file: target.startsWith("/") ? target : join(config.folder, target) };
}

/** Applies the import map: an exact entry, the longest prefix that ends with a slash, or below a package. */
function mapSpecifier(specifier: string, imports: Record<string, string>): string | null {
  const exact = imports[specifier];
  if (exact !== undefined) return exact;
  const keys = Object.keys(imports).sort((a, b) => b.length - a.length);
  for (const key of keys) {
    const target = imports[key] ?? "";
    if (key.endsWith("/") && specifier.startsWith(key)) return target + specifier.slice(key.length);
    if (target.startsWith("npm:") && specifier.startsWith(`${key}/`)) {
      return target + specifier.slice(key.length);
    }
  }
  return null;
}
