import { readdir } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";

export interface Sources {
  /** Unique name → absolute path of each island's file. */
  islands: Map<string, string>;
  /** Path below the folder of routes, with `/` → absolute path. */
  routes: Map<string, string>;
}

/** Finds the islands and the routes of a project; tests are neither. */
export async function findSources(root: string): Promise<Sources> {
  const isSource = (path: string) => /\.[jt]sx?$/.test(path) && !/[._]test\.[jt]sx?$/.test(path);
  const routeDir = join(root, "routes");
  const routeFiles = (await listFiles(routeDir)).filter(isSource);
  const islands = new Map<string, string>();
  for (const path of (await listFiles(join(root, "islands"))).filter(isSource)) {
    const name = basename(path).replace(/\.[^.]+$/, "").replace(/\W/g, "_");
    islands.set(islands.has(name) ? `${name}_${islands.size}` : name, path);
  }
  return { islands, routes: new Map(routeFiles.map((path) => [urlPath(relative(routeDir, path)), path])) };
}

/** All files below a folder, sorted; none when the folder does not exist. Hidden ones are left out. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return entries.filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => join(entry.parentPath, entry.name)).sort();
}

export function urlPath(path: string): string {
  return path.split(sep).join("/");
}
