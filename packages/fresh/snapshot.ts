/** Used by the generated `_fresh/snapshot.js` and `_fresh/server.js`, and by the builder. */
import type { ComponentType } from "preact";
import type { Build, RouteFile, StaticFile } from "./build.ts";
import type { Island } from "./types.ts";

export { attachBuild } from "./build.ts";

export interface IslandModule {
  name: string;
  file: string;
  preload: string[];
  module: Record<string, unknown>;
}

/** A static file as the builder has written it. */
export interface SnapshotFile {
  contentType: string;
  hash: string;
  immutable: boolean;
  /** Size in bytes by encoding; "" is the file itself, the others stand beside it as `.br` and `.gz`. */
  sizes: Record<string, number>;
}

export interface Snapshot {
  id: string;
  root: string;
  /** Folder of the static files. */
  directory: string;
  bootScript: string;
  islands: IslandModule[];
  routes: RouteFile[];
  files: Record<string, SnapshotFile>;
}

/** Every exported function of an island's file is an island; the default one has the file's name. */
export function islandsOf(modules: IslandModule[]): Map<ComponentType, Island> {
  const islands = new Map<ComponentType, Island>();
  for (const { name, file, preload, module } of modules) {
    for (const [exportName, fn] of Object.entries(module)) {
      if (typeof fn !== "function") continue;
      const fullName = exportName === "default" ? name : `${name}_${exportName}`;
      const component = fn as ComponentType;
      islands.set(component, { name: fullName, exportName, file, preload, fn: component });
    }
  }
  return islands;
}

export const ENCODINGS: readonly [encoding: string, extension: string][] = [["br", ".br"], ["gzip", ".gz"]];

function accepts(header: string, encoding: string): boolean {
  return header.split(",").some((part) => {
    const [name = "", ...parameters] = part.split(";").map((text) => text.trim());
    return name === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

/** Makes a build of what the builder has written to disk. */
export function loadBuild(snapshot: Snapshot): Build {
  const readFile = (pathname: string, accepted: string): Promise<StaticFile | null> => {
    const file = Object.hasOwn(snapshot.files, pathname) ? snapshot.files[pathname] : undefined;
    if (file === undefined) return Promise.resolve(null);
    const { sizes, contentType, hash, immutable } = file;
    const [encoding, extension] =
      ENCODINGS.find(([name]) => sizes[name] !== undefined && accepts(accepted, name)) ??
        ["", ""];
    return Promise.resolve({
      contentType,
      hash,
      immutable,
      encoding: encoding === "" ? null : encoding,
      negotiated: Object.keys(sizes).length > 1,
      size: sizes[encoding] ?? 0,
      open: async () => (await Deno.open(snapshot.directory + pathname + extension)).readable,
    });
  };
  return { ...snapshot, mode: "production", pageScripts: [], islands: islandsOf(snapshot.islands), readFile };
}
