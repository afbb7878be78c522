/**
 * The watermark of the live data: the instant up to which viewers are known to have seen every change. A connection that
 * is open proves nothing, so it moves on only while the whole way works: a worker takes its jobs, database and live
 * stream answer it, and they answer this process as well. One look serves all viewers.
 */
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Log } from "@/lib/platform/log.ts";
import { createOutageLog } from "@/lib/platform/outage_log.ts";
import type { Redis, RedisKeys } from "@/lib/platform/redis.ts";

export interface WatermarkDependencies {
  redis: Redis;
  keys: RedisKeys;
  log: Log;
  /** Rejects when the database does not answer in time. */
  pingDatabase: () => Promise<void>;
  /** Milliseconds; the limit of the product where not given. */
  pausedAfterMs?: number;
}

const OUTAGE = {
  lost: "Cannot vouch for the live data: viewers are told that it is paused",
  back: "The live data is vouched for again",
};

/**
 * The worker's part: each call says that it works and that the database answers it. Never throws: a mark that is missing
 * says it.
 */
export function createVoucher(
  { redis, keys, log, pingDatabase }: Omit<WatermarkDependencies, "pausedAfterMs">,
): () => Promise<void> {
  const outage = createOutageLog(log, OUTAGE);
  return async function vouch() {
    try {
      await pingDatabase();
      // Its age is read from the time it has left, by the one clock of Redis.
      await redis.set(keys.liveWatermark(), "", "PX", LIMITS.liveWatermarkKeptMs);
      outage.back();
    } catch (error) {
      outage.lost(error);
    }
  };
}

/** The web process's part. Until it knows better, it counts from its own start. */
export class Watermark {
  readonly #parts: WatermarkDependencies;
  /** When each part of the way last proved that it works (`performance.now()`). */
  readonly #provedAt = { worker: performance.now(), database: performance.now(), stream: performance.now() };

  constructor(parts: WatermarkDependencies) {
    this.#parts = parts;
  }

  /** Milliseconds since it was last known for sure that viewers see everything. */
  get ageMs(): number {
    return Math.round(performance.now() - Math.min(...Object.values(this.#provedAt)));
  }

  get isLate(): boolean {
    return this.ageMs > (this.#parts.pausedAfterMs ?? LIMITS.livePausedAfterMs);
  }

  /** Milliseconds since each part proved that it works, for the log. */
  get agesMs(): Record<string, number> {
    return Object.fromEntries(
      Object.entries(this.#provedAt).map(([part, at]) => [part, Math.round(performance.now() - at)]),
    );
  }

  /** The reading of the stream has come to its end. */
  streamWasRead(): void {
    this.#provedAt.stream = performance.now();
  }

  /** Asks the others. Never throws: no answer is the answer. */
  async look(): Promise<void> {
    await Promise.all([this.#lookAtWorker(), this.#lookAtDatabase()]);
  }

  async #lookAtWorker(): Promise<void> {
    const { redis, keys, log } = this.#parts;
    const askedAt = performance.now();
    try {
      const leftMs = await redis.pttl(keys.liveWatermark());
      // Without a mark nobody vouches for anything newer than what is known.
      if (leftMs >= 0) this.#provedAt.worker = askedAt - (LIMITS.liveWatermarkKeptMs - leftMs);
    } catch (error) {
      log.debug({ err: error }, "Cannot read the watermark of the live data");
    }
  }

  async #lookAtDatabase(): Promise<void> {
    try {
      await this.#parts.pingDatabase();
      this.#provedAt.database = performance.now();
    } catch (error) {
      this.#parts.log.debug({ err: error }, "The database does not answer the look at the live data");
    }
  }
}
