import { join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { App } from "../app.ts";
import { attachBuild, type Build } from "../build.ts";
import { bundleIslands, type Files } from "./bundle.ts";
import { serveDevelopment } from "./dev_server.ts";
import { writeOutput } from "./output.ts";
import { findSources, listFiles, urlPath } from "./sources.ts";

export interface BuildOptions {
  /** Folder of the project, a path or a file URL. Default: the working directory. */
  root?: string;
  /** Default: `_fresh` in the folder of the project. */
  outDir?: string;
}

export interface OnTransformOptions {
  pluginName: string;
  /** Tested against the absolute path of a static file. */
  filter: RegExp;
}

export interface OnTransformArgs {
  /** Absolute. */
  path: string;
  text: string;
  content: Uint8Array;
  mode: Build["mode"];
  root: string;
}

type Transformed = { content: string | Uint8Array<ArrayBuffer> } | void;
export type TransformFn = (args: OnTransformArgs) => Transformed | Promise<Transformed>;

/** Builds a project, or serves it with live reload. */
export class Builder<State = unknown> {
  readonly #root: string;
  readonly #outDir: string;
  #transforms: { filter: RegExp; transform: TransformFn }[] = [];

  constructor({ root = ".", outDir = "_fresh" }: BuildOptions = {}) {
    this.#root = Deno.realPathSync(root.startsWith("file:") ? fileURLToPath(root) : root);
    this.#outDir = resolve(this.#root, outDir);
  }

  /** Has static files changed before they are served; a function that answers nothing leaves a file as it is. */
  onTransformStaticFile({ filter }: OnTransformOptions, transform: TransformFn): void {
    this.#transforms.push({ filter, transform });
  }

  /** Builds the project into `outDir`; `server.js` there serves it. */
  async build({ mode = "production" }: { mode?: Build["mode"] } = {}): Promise<void> {
    await this.#write(mode, this.#outDir);
  }

  /** Serves the project with live reload. It watches nothing: `deno run --watch` starts the main module anew. */
  async listen<AppState extends State>(
    importApp: () => Promise<App<AppState> | { app: App<AppState> }>,
    options: Deno.ServeTcpOptions = {},
  ): Promise<void> {
    const outDir = join(this.#outDir, "dev");
    await serveDevelopment(async () => {
      await this.#write("development", outDir);
      const snapshot = await import(pathToFileURL(join(outDir, "snapshot.js")).href);
      const imported = await importApp();
      const app = "app" in imported ? imported.app : imported;
      attachBuild(app, snapshot.default);
      return app.handler();
    }, options);
  }

  async #write(mode: Build["mode"], outDir: string): Promise<void> {
    const root = this.#root;
    const sources = await findSources(root);
    const bundle = await bundleIslands(root, sources.islands, mode);
    const assets = await this.#transformAssets(mode);
    await writeOutput({ root, outDir, mode, sources, bundle, assets });
  }

  async #transformAssets(mode: Build["mode"]): Promise<Files> {
    const [root, folder] = [this.#root, join(this.#root, "static")];
    const assets: Files = new Map();
    for (const path of await listFiles(folder)) {
      let content = await Deno.readFile(path);
      for (const { filter, transform } of this.#transforms) {
        if (path.search(filter) === -1) continue;
        const text = new TextDecoder().decode(content);
        const result = await transform({ path, text, content, mode, root });
        if (result === undefined) continue;
        content = typeof result.content === "string"
          ? new TextEncoder().encode(result.content)
          : result.content;
      }
      assets.set(`/${urlPath(relative(folder, path))}`, content);
    }
    return assets;
  }
}
