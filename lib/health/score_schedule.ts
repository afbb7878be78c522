import { CronExpressionParser } from "cron-parser";

/** The rounds in which every score is computed anew, by a cron expression in UTC, and what has missed them. */
export class ScoreSchedule {
  readonly #cron: string;
  /** The answer for every score computed from `from` until before `until`; many lie between the same two rounds. */
  #known: { from: number; until: number; staleFrom: number } | null = null;

  /** @param cron a valid expression */
  constructor(cron: string) {
    this.#cron = cron;
  }

  /**
   * From when on a score computed at an instant is stale, unless it is computed anew: when the second round after it is
   * due, as the first one has left it out then. However long a schedule rests, nothing becomes stale meanwhile.
   */
  staleFrom(computedAt: Date): Date {
    const at = computedAt.getTime();
    if (!this.#known || at < this.#known.from || at >= this.#known.until) {
      const rounds = CronExpressionParser.parse(this.#cron, { currentDate: computedAt, tz: "UTC" });
      const until = rounds.next().getTime();
      this.#known = { from: at, until, staleFrom: rounds.next().getTime() };
    }
    return new Date(this.#known.staleFrom);
  }
}
