import type { Cached } from "@/lib/platform/cache.ts";
import type { Overview } from "@/lib/analytics/overview.ts";
import { formatAge, formatSince } from "@/lib/format/time.ts";

type Read = Pick<Cached<unknown>, "from" | "computedAt">;

/** What a reader must know of where the figures of a page come from. */
export interface DataNotice {
  /** `saved`: current figures could not be read. `unfollowed`: they are current, and the page will not hear of changes. */
  kind: "saved" | "unfollowed";
  /** Of the oldest of them, ISO 8601. */
  asOf: string;
}

/** `null` when all is as it should be. */
export function dataNotice(reads: readonly Read[]): DataNotice | null {
  const oldest = (wanted: Read["from"]) =>
    reads.filter(({ from }) => from === wanted).map(({ computedAt }) => computedAt).sort()[0];
  const saved = oldest("stale");
  if (saved !== undefined) return { kind: "saved", asOf: saved };
  const direct = oldest("direct");
  return direct === undefined ? null : { kind: "unfollowed", asOf: direct };
}

/** @param timeZone IANA; `null`: not known, UTC is said */
export function dataSentence({ kind, asOf }: DataNotice, now: string, timeZone: string | null): string {
  const time = `${formatSince(asOf, now, timeZone)} (${formatAge(asOf, now)})`;
  return kind === "saved"
    ? `Current figures cannot be read for the moment. These are the saved ones of ${time}; nothing is lost.`
    : `This page does not hear of changes for the moment. Its figures are those of ${time}.`;
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
  return `Some scores are stale: the oldest was computed ${age}. If that goes on, tell whoever runs this installation`;
}
