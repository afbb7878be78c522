import { basename, join, relative, sep } from "node:path";

/** All files below a folder, sorted; none when the folder does not exist. Hidden ones are left out. */
export async function listFiles(folder: string): Promise<string[]> {
  const files: string[] = [];
  try {
    for await (const entry of Deno.readDir(folder)) {
      const path = join(folder, entry.name);
      if (entry.name.startsWith(".") && entry.name !== ".well-known") continue;
      if (entry.isDirectory) files.push(...await listFiles(path));
      else files.push(path);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return files.sort();
}

export interface Sources {
  /** Unique name → absolute path of each island's file. */
  islands: Map<string, string>;
  /** Path below the folder of routes, with `/` → absolute path. */
  routes: Map<string, string>;
}

/** Finds the islands and the routes of a project. */
export async function findSources(
  options: { islandDir: string; routeDir: string; ignore: RegExp[]; extraIslands: Iterable<string> },
): Promise<Sources> {
  const isSource = (path: string) =>
    /\.[jt]sx?$/.test(path) && !options.ignore.some((pattern) => new RegExp(pattern.source).test(path));
  const islandFiles = (await listFiles(options.islandDir)).filter(isSource);
  const routes = new Map<string, string>();
  for (const path of (await listFiles(options.routeDir)).filter(isSource)) {
    const local = relative(options.routeDir, path).split(sep).join("/");
    const [, privateFolder] = /(?:^|\/)\((_[^/]+)\)\//.exec(local) ?? [];
    if (privateFolder === undefined) routes.set(local, path);
    else if (privateFolder === "_islands") islandFiles.push(path);
  }
  const islands = new Map<string, string>();
  for (const path of [...islandFiles, ...options.extraIslands]) {
    const name = basename(path).replace(/\.[^.]+$/, "").replace(/[^\w$]/g, "_");
    let unique = name;
    for (let count = 2; islands.has(unique) || unique === "boot"; count++) unique = `${name}_${count}`;
    islands.set(unique, path);
  }
  return { islands, routes };
}
