import { createHash } from "node:crypto";
import { join } from "node:path";

/** Folders and files that the production build does not read. */
const NOT_BUILT =
  /^(\..*|node_modules|_fresh|coverage|docs|tests|testing|bench|examples|scripts|workers|Dockerfile|LICENSE)$/;
const NOT_BUILT_FILE = /_test\.tsx?$|\.md$/;

/** A digest of all that the production build is made from: the sources, the pinned packages and Deno itself. */
export async function hashSources(root = "."): Promise<string> {
  const hash = createHash("sha256").update(Deno.version.deno);
  for (const path of (await sourceFiles(root, "")).toSorted()) {
    const content = await Deno.readFile(join(root, path));
    hash.update(`\0${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

async function sourceFiles(root: string, folder: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const entry of Deno.readDir(join(root, folder))) {
    const path = join(folder, entry.name);
    if (folder === "" && NOT_BUILT.test(entry.name)) continue;
    if (entry.isDirectory) paths.push(...await sourceFiles(root, path));
    else if (entry.isFile && !NOT_BUILT_FILE.test(entry.name)) paths.push(path);
  }
  return paths;
}
