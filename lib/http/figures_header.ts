/** How an answer says whether its figures are current. Runs in the browser too: no server code here. */
import type { Cached } from "@/lib/platform/cache.ts";

export const FIGURES_HEADER = "x-figures";
/** The latest copy there is; current figures could not be read. */
export const SAVED = "saved";

/** It is said of current figures too, or a browser that revalidates a saved copy would go on taking it for one. */
export function figuresHeader({ from }: Pick<Cached<unknown>, "from">): Record<string, string> {
  return { [FIGURES_HEADER]: from === "stale" ? SAVED : "current" };
}
