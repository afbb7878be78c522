import { resolve } from "node:path";

/**
 * Where the user stood when the command was called: `deno task` and scripts go to the project's folder, and a path on the
 * command line is meant from elsewhere. To be read before the script runs.
 *
 * @returns resolves such a path
 */
export function callersFolder(): (path: string) => string {
  const folder = Deno.env.get("INIT_CWD") ?? Deno.cwd();
  return (path) => resolve(folder, path);
}
