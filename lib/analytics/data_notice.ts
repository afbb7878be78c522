import type { Cached } from "@/lib/platform/cache.ts";
import { formatAge } from "@/lib/format/time.ts";

type Read = Pick<Cached<unknown>, "from" | "computedAt">;

/**
 * What a reader must know of where the figures come from, in a sentence: a database that does not answer, or a cache
 * that is away. `null` when all is as it should be.
 */
export function sourceNotice(reads: readonly Read[], now: Date): string | null {
  const stale = reads.filter(({ from }) => from === "stale").map(({ computedAt }) => computedAt).sort();
  const [oldest] = stale;
  if (oldest !== undefined) {
    const age = formatAge(oldest, now.toISOString());
    return `The database does not answer. This is how things stood ${age}; nothing is lost, and changes show again when it is back`;
  }
  if (reads.some(({ from }) => from === "direct")) {
    return "Redis is away, so this page does not follow changes. What it shows is current as of now; load it again to see later changes";
  }
  return null;
}

/** Scores that have missed their schedule, in a sentence; `null` when none has. */
export function staleScoresNotice(
  oldestScoreAt: string | null,
  { now, staleAfterMs }: { now: Date; staleAfterMs: number },
): string | null {
  if (oldestScoreAt === null || now.getTime() - Date.parse(oldestScoreAt) <= staleAfterMs) return null;
  const age = formatAge(oldestScoreAt, now.toISOString());
  return `Some scores are stale: the oldest was computed ${age}. Check that a worker is running`;
}
