import { formatRejects, type Reject, REJECTS_HEADER } from "@/lib/imports/rejects.ts";

/**
 * Writes the rejected rows to a file, and returns whether there were any. When there are none, a file that an earlier
 * import left there is removed, so that it is not taken for news; any other file is left alone.
 */
export async function handBackRejects(path: string, rejects: readonly Reject[]): Promise<boolean> {
  if (rejects.length > 0) {
    await Deno.writeTextFile(path, formatRejects(rejects));
    return true;
  }
  const earlier = await Deno.readTextFile(path).catch(() => "");
  if (earlier.startsWith(REJECTS_HEADER)) await Deno.remove(path);
  return false;
}
