import { fileURLToPath } from "node:url";
import { relative, resolve } from "node:path";
import * as esbuild from "esbuild";
import { type DenoConfig, resolveSpecifier } from "./import_map.ts";

export interface BundleOptions {
  root: string;
  config: DenoConfig;
  /** Name → absolute path of each island's file. */
  islands: Map<string, string>;
  development: boolean;
  target: string | string[];
}

export interface Bundle {
  /** Address of each file → content. */
  files: Map<string, Uint8Array<ArrayBuffer>>;
  bootScript: string;
  /** Name of each island → its module and what that imports. */
  chunks: Map<string, { file: string; preload: string[] }>;
}

const PREFIX = "/_fresh/js/";
const BOOT = "boot";
const BOOT_SOURCE = fileURLToPath(new URL("../client/boot.ts", import.meta.url));
const NO_DENO = fileURLToPath(new URL("./no_deno.ts", import.meta.url));

/**
 * Bundles the islands: a module each, what they share in chunks, all names with a hash of the content. Throws an Error
 * whose message names file and line, or the chain of imports that leads to something a browser does not have.
 */
export async function bundleIslands(options: BundleOptions): Promise<Bundle> {
  const { root, config, islands, development } = options;
  const result = await esbuild.build({
    entryPoints: Object.fromEntries([...Array.from(islands, ([name, path]) => [name, path]), [
      BOOT,
      BOOT_SOURCE,
    ]]),
    inject: [NO_DENO],
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: options.target,
    minify: !development,
    sourcemap: development && "linked",
    jsx: "automatic",
    jsxImportSource: config.jsxImportSource,
    tsconfigRaw: {},
    define: { "process.env.NODE_ENV": JSON.stringify(development ? "development" : "production") },
    entryNames: "[name]-[hash]",
    chunkNames: "chunk-[hash]",
    absWorkingDir: root,
    outdir: "/_fresh/js",
    write: false,
    metafile: true,
    logLevel: "silent",
    plugins: [denoResolver(config)],
  }).catch((error) => {
    throw new Error(describeFailure(error));
  });
  await refuseServerCode(result.metafile, root);
  return collect(result, root, [BOOT, ...islands.keys()]);
}

function denoResolver({ ...config }: DenoConfig): esbuild.Plugin {
  return {
    name: "deno-import-map",
    setup(build) {
      build.onResolve({ filter: /[/\\]no_deno\.ts$/ }, () => ({ path: NO_DENO, sideEffects: false }));
      build.onResolve({ filter: /^[^./]/ }, ({ path, importer, kind, pluginData }) => {
        if (kind === "entry-point" || pluginData === config) return null;
        if (path.startsWith("node:")) return { path, external: true };
        if (importer.includes("/node_modules/")) return null;
        try {
          const resolved = resolveSpecifier(path, config);
          if (resolved === null) return null;
          if ("file" in resolved) return { path: resolved.file };
          return build.resolve(resolved.package, { kind, resolveDir: config.folder, pluginData: config });
        } catch (error) {
          return { errors: [{ text: error instanceof Error ? error.message : String(error) }] };
        }
      });
    },
  };
}

function describeFailure(error: unknown): string {
  if (!(error instanceof Error) || !("errors" in error)) return `Cannot bundle the islands: ${error}`;
  const errors = (error as esbuild.BuildFailure).errors.map(({ text, location }) =>
    location === null
      ? text
      : `${location.file}:${location.line}:${location.column + 1}: ${text}\n    ${location.lineText}`
  );
  return `Cannot bundle the islands\n${errors.join("\n")}`;
}

/** Throws when a module that reaches the browser imports a `node:` built-in or uses the global `Deno`. */
async function refuseServerCode({ inputs, outputs }: esbuild.Metafile, root: string): Promise<void> {
  const shipped = new Set<string>();
  for (const output of Object.values(outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      if (bytesInOutput > 0) shipped.add(input);
    }
  }
  const someUseDeno = shipped.delete(relative(root, NO_DENO));
  for (const file of shipped) {
    const builtin = inputs[file]?.imports.find(({ path }) => path.startsWith("node:"))?.path;
    const usesDeno = someUseDeno && !file.includes("node_modules/") &&
      await mentionsDeno(resolve(root, file));
    if (builtin === undefined && !usesDeno) continue;
    const chain = [...importChain(inputs, outputs, file), builtin ?? "the global Deno"];
    throw new Error(`Cannot bundle the islands: the browser has no ${chain.at(-1)}\n${chain.join("\n  → ")}`);
  }
}

/** The bundler tells that `Deno` is used, but not where: packages may ask for it safely, so own sources are read. */
async function mentionsDeno(path: string): Promise<boolean> {
  const source = await Deno.readTextFile(path);
  return /\bDeno\b/.test(source.replace(/\/\*[^]*?\*\/|\/\/.*/g, ""));
}

/** The shortest way of imports from an entry to a file, both included. */
function importChain(
  inputs: esbuild.Metafile["inputs"],
  outputs: esbuild.Metafile["outputs"],
  file: string,
): string[] {
  const paths = Object.values(outputs).flatMap(({ entryPoint }) =>
    entryPoint === undefined ? [] : [[entryPoint]]
  );
  const seen = new Set(paths.flat());
  for (const path of paths) {
    const last = path.at(-1) ?? "";
    if (last === file) return path;
    for (const next of inputs[last]?.imports ?? []) {
      if (seen.has(next.path)) continue;
      seen.add(next.path);
      paths.push([...path, next.path]);
    }
  }
  return [file];
}

function collect(
  { outputFiles, metafile }: esbuild.BuildResult<{ write: false; metafile: true }>,
  root: string,
  names: string[],
): Bundle {
  const address = (path: string) => PREFIX + path.slice(path.lastIndexOf("/") + 1);
  const outputs = metafile.outputs;
  const files = new Map(outputFiles.map(({ path, contents }) => [address(path), new Uint8Array(contents)]));
  const preload = (output: string, found = new Set<string>()): Set<string> => {
    for (const { path, kind } of outputs[output]?.imports ?? []) {
      if (kind !== "import-statement" || found.has(path)) continue;
      preload(path, found.add(path));
    }
    return found;
  };
  const chunks = new Map<string, { file: string; preload: string[] }>();
  for (const name of names) {
    const output = Object.keys(outputs).find((path) =>
      outputs[path]?.entryPoint !== undefined &&
      address(path).replace(/-[A-Z0-9]{8}\.js$/, "") === PREFIX + name
    );
    if (output === undefined) throw new Error(`Cannot find the chunk of the island ${name} in ${root}`);
    chunks.set(name, { file: address(output), preload: Array.from(preload(output), address) });
  }
  const bootScript = chunks.get(BOOT)?.file ?? "";
  return { files, bootScript, chunks };
}
