import { delimiter, join } from "node:path";

/** The first of `names` that stands in a folder of `searchPath` and may be run, as a full path. */
export async function findExecutable(
  names: readonly string[],
  searchPath: string = Deno.env.get("PATH") ?? "",
): Promise<string | undefined> {
  for (const name of names) {
    for (const folder of searchPath.split(delimiter)) {
      if (folder === "") continue;
      const path = join(folder, name);
      if (await mayBeRun(path)) return path;
    }
  }
  return undefined;
}

async function mayBeRun(path: string): Promise<boolean> {
  try {
    const { isFile, mode } = await Deno.stat(path);
    return isFile && ((mode ?? 0) & 0o111) !== 0;
  } catch {
    return false;
  }
}
