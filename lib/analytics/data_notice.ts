import type { Cached } from "@/lib/platform/cache.ts";
import type { Overview } from "@/lib/analytics/overview.ts";
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

/** Of one score, ISO 8601 in UTC as `Date` writes it. */
export interface ScoreAge {
  computedAt: string;
  /** From when on it has missed its schedule. */
  staleFrom: string;
}

/** The oldest score there is; `null` when there is none. */
export function oldestScoreOf(
  { oldestScoreAt, scoresStaleFrom }: Pick<Overview, "oldestScoreAt" | "scoresStaleFrom">,
): ScoreAge | null {
  return oldestScoreAt === null || scoresStaleFrom === null
    ? null
    : { computedAt: oldestScoreAt, staleFrom: scoresStaleFrom };
}

/** Scores that have missed their schedule, in a sentence; `null` when none has. */
export function staleScoresNotice(oldest: ScoreAge | null, now: string): string | null {
  if (oldest === null || now < oldest.staleFrom) return null;
  const age = formatAge(oldest.computedAt, now);
  return `Some scores are stale: the oldest was computed ${age}. Check that a worker is running`;
}
