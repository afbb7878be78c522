import { fromEntry, type LiveEvent, RESYNC_FIELDS, type StreamEntry, toFields } from "@/lib/live/events.ts";
import { UNKNOWN } from "@/lib/live/position.ts";
import { readStreamState } from "@/lib/live/stream_state.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Log } from "@/lib/platform/log.ts";
import type { Redis, RedisKeys } from "@/lib/platform/redis.ts";

export interface Publisher {
  /**
   * Tells the viewers, in this order. Never throws: the stream is a notice, the truth is in MongoDB. What could not be
   * told is made up for when Redis answers again: viewers are told to read again what they show.
   */
  publish(events: readonly LiveEvent[]): Promise<void>;
  /**
   * The id of the newest event, `0-0` when there was none. Read it before the data: a viewer that resumes there misses
   * nothing. Never throws: when Redis is away it is a position from which a viewer is told to read again.
   */
  position(): Promise<string>;
  /**
   * Takes every event of a client out of the stream, up to a position and with it. Never throws; false when Redis could
   * not be told.
   */
  forget(clientId: string, until: string): Promise<boolean>;
}

export function createPublisher(redis: Redis, keys: RedisKeys, log: Log): Publisher {
  const key = keys.liveStream();
  /** News was lost that viewers do not know of. */
  let owesResync = false;
  redis.on("ready", () => void payResync());

  async function payResync(): Promise<void> {
    if (!owesResync) return;
    owesResync = false;
    try {
      await redis.xadd(key, "MAXLEN", "~", LIMITS.liveStreamLength, "*", ...RESYNC_FIELDS);
    } catch (error) {
      owesResync = true;
      log.debug({ err: error }, "Cannot tell the viewers yet to read again");
    }
  }

  async function publish(events: readonly LiveEvent[]): Promise<void> {
    if (events.length === 0) return;
    await payResync();
    try {
      const pipeline = redis.pipeline();
      for (const event of events) {
        pipeline.xadd(key, "MAXLEN", "~", LIMITS.liveStreamLength, "*", ...toFields(event));
      }
      for (const [error] of await pipeline.exec() ?? []) if (error) throw error;
    } catch (error) {
      owesResync = true;
      log.warn({ err: error, events: events.length }, "Cannot tell the viewers of a change");
    }
  }

  async function position(): Promise<string> {
    try {
      return (await readStreamState(redis, key)).last;
    } catch (error) {
      log.warn({ err: error }, "Cannot read the position of the live stream");
      return UNKNOWN;
    }
  }

  async function forget(clientId: string, until: string): Promise<boolean> {
    try {
      let from = "-";
      for (;;) {
        const batch = ["COUNT", LIMITS.liveForgetBatch] as const;
        // XRANGE answers with entries.
        const entries = await redis.xrange(key, from, until, ...batch) as StreamEntry[];
        const ids = entries.filter((entry) => fromEntry(entry)?.clientId === clientId).map(([id]) => id);
        if (ids.length > 0) await redis.xdel(key, ...ids);
        if (entries.length < LIMITS.liveForgetBatch) return true;
        from = `(${entries.at(-1)?.[0]}`;
      }
    } catch (error) {
      log.warn({ err: error, clientId }, "Cannot take a deleted client out of the live stream yet");
      return false;
    }
  }

  return { publish, position, forget };
}
