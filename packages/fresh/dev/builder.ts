import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import type { App } from "../app.ts";
import { attachBuild, type Build } from "../build.ts";
import { islandsOf } from "../snapshot.ts";
import type { ListenOptions } from "../types.ts";
import { type Bundle, bundleIslands } from "./bundle.ts";
import { findSources, listFiles, type Sources } from "./crawl.ts";
import { DEV_PORT_VARIABLE, DevServer, serveChild } from "./dev_server.ts";
import { findDenoConfig } from "./import_map.ts";
import {
  buildIdOf,
  contentTypeOf,
  type Files,
  hashOf,
  tieStylesheet,
  writeServerFiles,
  writeStaticFiles,
} from "./output.ts";
import { FileTransformer, type OnTransformOptions, type TransformFn } from "./transform.ts";

export interface BuildOptions {
  /** Browsers to build for. Default: chrome99, firefox99, safari15. */
  target?: string | string[];
  /** Folder of the project; the other paths are relative to it. Default: the working directory. */
  root?: string;
  /** Module that exports `app`. Default: main.ts. */
  serverEntry?: string;
  /** Default: _fresh. */
  outDir?: string;
  /** Default: static. */
  staticDir?: string;
  /** Default: islands. */
  islandDir?: string;
  /** Default: routes. */
  routeDir?: string;
  /** Files that are neither islands nor routes. Default: tests. */
  ignore?: RegExp[];
}

export type ResolvedBuildConfig = Required<BuildOptions> & { mode: "development" | "production" };

/** What a build consists of, before it is written or attached. */
interface BuildResult {
  id: string;
  sources: Sources;
  bundle: Bundle;
  /** Everything that is served, by address. */
  files: Files;
}

/** Builds a project for production, and serves it during development. */
export class Builder<State = unknown> {
  config: ResolvedBuildConfig;
  #transformer = new FileTransformer();
  #extraIslands = new Set<string>();

  constructor(options: BuildOptions = {}) {
    const root = resolve(toPath(options.root ?? "."));
    const inRoot = (path: string) => resolve(root, toPath(path));
    this.config = {
      target: options.target ?? ["chrome99", "firefox99", "safari15"],
      root,
      serverEntry: inRoot(options.serverEntry ?? "main.ts"),
      outDir: inRoot(options.outDir ?? "_fresh"),
      staticDir: inRoot(options.staticDir ?? "static"),
      islandDir: inRoot(options.islandDir ?? "islands"),
      routeDir: inRoot(options.routeDir ?? "routes"),
      ignore: options.ignore ?? [/[._]test\.[cm]?[jt]sx?$/],
      mode: "production",
    };
  }

  /** Adds a file outside of the usual folders as islands. */
  registerIsland(specifier: string): void {
    this.#extraIslands.add(resolve(this.config.root, toPath(specifier)));
  }

  /** Has `fn` change the static files whose path matches: once in a build, at each request during development. */
  onTransformStaticFile(options: OnTransformOptions, fn: TransformFn): void {
    this.#transformer.add(options, fn);
  }

  /**
   * Builds the project into `outDir`, or with `snapshot: "memory"` for this process alone, as a test wants it.
   *
   * @returns a function that attaches a build in memory to an app
   */
  async build(
    options: { mode?: "development" | "production"; snapshot?: "disk" | "memory" } = {},
  ): Promise<<AppState extends State>(app: App<AppState>) => void> {
    this.config.mode = options.mode ?? "production";
    const result = await this.#assemble();
    if (options.snapshot === "memory") {
      const build = await this.#loadInMemory(result);
      return (app) => attachBuild(app, build);
    }
    await this.#write(result);
    return () => {
      throw new Error(
        'Cannot attach a build that is on disk: build with snapshot "memory", or run _fresh/server.js',
      );
    };
  }

  /**
   * Serves the project with live reload. `importApp` is called in a child process, which runs the same main module and
   * is replaced at each change.
   */
  async listen<AppState extends State>(
    importApp: () => Promise<App<AppState> | { app: App<AppState> }>,
    options: ListenOptions = {},
  ): Promise<void> {
    const port = Deno.env.get(DEV_PORT_VARIABLE);
    if (port === undefined) return await new DevServer(this.config).serve(options);
    await serveChild(Number(port), async (pageScripts) => {
      this.config.mode = "development";
      const build = await this.#loadInMemory(await this.#assemble());
      const imported = await importApp();
      const app = "app" in imported ? imported.app : imported;
      attachBuild(app, { ...build, pageScripts });
      return app.handler();
    });
  }

  async #assemble(): Promise<BuildResult> {
    const { root, target, mode } = this.config;
    const sources = await findSources({ ...this.config, extraIslands: this.#extraIslands });
    const config = await findDenoConfig(root);
    const development = mode === "development";
    let bundle: Bundle;
    try {
      bundle = await bundleIslands({
        root,
        config,
        islands: sources.islands,
        development,
        target,
      });
    } finally {
      await esbuild.stop();
    }
    const files = new Map(bundle.files);
    // During development static files are read, and transformed, when they are asked for.
    for (const path of development ? [] : await listFiles(this.config.staticDir)) {
      for (const [pathname, content] of await this.#transform(path)) files.set(pathname, content);
    }
    const id = buildIdOf(files);
    for (const [pathname, content] of files) {
      if (pathname.endsWith(".css")) files.set(pathname, tieStylesheet(content, pathname, id));
    }
    return { id, sources, bundle, files };
  }

  /** Reads a static file and gives its transformed results by address. */
  async #transform(path: string): Promise<Files> {
    const { target, mode, root, staticDir } = this.config;
    const content = await Deno.readFile(path);
    const results = await this.#transformer.process({ path, target, mode, root, content });
    return new Map(Array.from(results, ([result, bytes]) => {
      const local = relative(staticDir, result);
      if (local.startsWith("..")) {
        throw new Error(`Cannot place the transformed file ${result}: it is outside of static/`);
      }
      return [`/${local.split(sep).join("/")}`, bytes];
    }));
  }

  async #write({ id, sources, bundle, files }: BuildResult): Promise<void> {
    const { outDir, root, serverEntry } = this.config;
    await Deno.remove(outDir, { recursive: true }).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
    const directory = join(outDir, "static");
    const described = await writeStaticFiles(files, directory, (pathname) => bundle.files.has(pathname));
    await writeServerFiles({ outDir, root, serverEntry, id, bundle, sources, files: described });
  }

  async #loadInMemory({ id, sources, bundle, files }: BuildResult): Promise<Build> {
    const { root, mode } = this.config;
    const modules = Array.from(sources.islands, async ([name, path]) => {
      const { file = "", preload = [] } = bundle.chunks.get(name) ?? {};
      return { name, file, preload, module: await import(pathToFileURL(path).href) };
    });
    const routes = Array.from(
      sources.routes,
      async ([path, file]) => ({ path, module: await import(pathToFileURL(file).href) }),
    );
    return {
      id,
      root,
      mode,
      bootScript: bundle.bootScript,
      pageScripts: [],
      islands: islandsOf(await Promise.all(modules)),
      routes: await Promise.all(routes),
      readFile: async (pathname) => {
        const content = files.get(pathname) ?? await this.#readLive(pathname, id);
        if (content === null) return null;
        return {
          contentType: contentTypeOf(pathname),
          hash: hashOf(content),
          encoding: null,
          negotiated: false,
          immutable: bundle.files.has(pathname),
          size: content.length,
          open: () => Promise.resolve(content),
        };
      },
    };
  }

  /** Reads a static file as it is now. */
  async #readLive(pathname: string, id: string): Promise<Uint8Array<ArrayBuffer> | null> {
    if (this.config.mode !== "development") return null;
    const path = join(this.config.staticDir, pathname);
    if (relative(this.config.staticDir, path).startsWith("..")) return null;
    try {
      const content = (await this.#transform(path)).get(pathname);
      if (content === undefined) return null;
      return pathname.endsWith(".css") ? tieStylesheet(content, pathname, id) : content;
    } catch (error) {
      const isMissing = error instanceof Deno.errors.NotFound || error instanceof Deno.errors.IsADirectory;
      if (isMissing || error instanceof Deno.errors.NotADirectory) return null;
      throw error;
    }
  }
}

function toPath(path: string): string {
  return path.startsWith("file:") ? fileURLToPath(path) : path;
}
