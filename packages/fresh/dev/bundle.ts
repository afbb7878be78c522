import { basename, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import type { Build } from "../build.ts";

/** Content by address. */
export type Files = Map<string, Uint8Array<ArrayBuffer>>;

export interface Bundle {
  files: Files;
  /** Address of the module that boots islands. */
  boot: string;
  /** Address by name of the island. */
  islands: Map<string, string>;
}

const BOOT = fileURLToPath(new URL("../client/boot.ts", import.meta.url));
const IN_NODE_MODULES = /[\\/]node_modules[\\/]/;

/**
 * Bundles the islands: a module each, what they share in chunks, all names with a hash of the content. Throws an Error
 * whose message names file and line of what cannot be bundled.
 *
 * @param islands name → absolute path of each island's file
 */
export async function bundleIslands(
  root: string,
  islands: Map<string, string>,
  mode: Build["mode"],
): Promise<Bundle> {
  const entries = [["boot", BOOT] as const, ...islands];
  const { outputFiles, metafile } = await esbuild.build({
    entryPoints: entries.map(([name, path]) => ({ in: path, out: name })),
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: ["chrome99", "firefox99", "safari15"],
    minify: mode === "production",
    sourcemap: mode === "development" && "linked",
    jsx: "automatic",
    jsxImportSource: "preact",
    tsconfigRaw: {},
    define: { "process.env.NODE_ENV": JSON.stringify(mode) },
    entryNames: "[name]-[hash]",
    chunkNames: "chunk-[hash]",
    absWorkingDir: root,
    outdir: "/_fresh/js",
    write: false,
    metafile: true,
    logLevel: "silent",
    plugins: [importMap],
  }).finally(() => esbuild.stop());
  const files = new Map(outputFiles.map(({ path, contents }) => [address(path), new Uint8Array(contents)]));
  const byEntry = new Map(
    Object.entries(metafile.outputs).map((
      [output, { entryPoint = "" }],
    ) => [resolve(root, entryPoint), output]),
  );
  const moduleOf = (path: string) => address(byEntry.get(path) ?? "");
  const bundled = new Map(Array.from(islands, ([name, path]) => [name, moduleOf(path)]));
  return { files, boot: moduleOf(BOOT), islands: bundled };
}

/** Resolves what an island imports as Deno does; the files of packages are the bundler's to find. */
const importMap: esbuild.Plugin = {
  name: "import-map",
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, kind, importer }) => {
      if (kind === "entry-point" || IN_NODE_MODULES.test(importer)) return;
      const url = import.meta.resolve(path);
      if (url.startsWith("file:") && !IN_NODE_MODULES.test(url)) return { path: fileURLToPath(url) };
    });
  },
};

function address(path: string): string {
  return `/_fresh/js/${basename(path)}`;
}
