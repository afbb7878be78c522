import { createHash } from "node:crypto";
import type { Cache } from "@/lib/platform/cache.ts";
import { LIMITS } from "@/lib/platform/limits.ts";

/** Which list is read: its kind, what makes it wrong, and everything that was asked of it. */
export interface ListKey {
  name: string;
  generations: readonly string[];
  query: Readonly<Record<string, unknown>>;
}

/** One page of a list as the API shows it, read once for all who ask the same. */
export async function cachedList<View>(
  cache: Cache,
  { name, generations, query }: ListKey,
  read: () => Promise<View>,
): Promise<View> {
  const asked = JSON.stringify(Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1)));
  const digest = createHash("sha256").update(asked).digest("base64url");
  const options = {
    ttlSeconds: LIMITS.cacheListSeconds,
    staleSeconds: LIMITS.cacheListStaleSeconds,
    generations,
  };
  return (await cache.read(`list:${name}:${digest}`, options, read)).value;
}
