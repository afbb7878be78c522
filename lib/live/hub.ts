import { setTimeout as delay } from "node:timers/promises";
import { Continuity } from "@/lib/live/continuity.ts";
import { conflationKey, fromEntry, isResync, type LiveMessage, type StreamEntry } from "@/lib/live/events.ts";
import { Replay } from "@/lib/live/resume.ts";
import { encodeSse, heartbeat, type SseEvent } from "@/lib/live/sse.ts";
import { readStreamState } from "@/lib/live/stream_state.ts";
import type { Topic } from "@/lib/live/topics.ts";
import type { DataState } from "@/lib/live/data_state.ts";
import type { Watermark } from "@/lib/live/watermark.ts";
import type { Outgoing, Viewer, ViewerSource } from "@/lib/live/viewer.ts";
import { endConnection } from "@/lib/platform/end_connection.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Log } from "@/lib/platform/log.ts";
import { type Redis, redisReady } from "@/lib/platform/redis.ts";

/** Entries at once. A small part of a viewer's buffer: one that keeps up empties it between two reads. */
const READ_COUNT = LIMITS.liveViewerBuffer / 4;
const RETRY_MS = 500;

export interface HubDependencies {
  /** For what viewers missed. */
  redis: Redis;
  /** For the one blocking read: the hub's own, closed with it. */
  blocking: Redis;
  /** Key of the stream. */
  key: string;
  log: Log;
  watermark: Watermark;
  /** Called once for each event, however many viewers it has. */
  encode?: (event: SseEvent) => Uint8Array;
  /** Milliseconds. */
  timing?: Partial<HubTiming>;
}

interface HubTiming {
  blockMs: number;
  heartbeatMs: number;
  lookMs: number;
}

const LIMIT_TIMING: HubTiming = {
  blockMs: LIMITS.liveBlockMs,
  heartbeatMs: LIMITS.liveHeartbeatMs,
  lookMs: LIMITS.liveLookMs,
};

/** Reads the stream once for the whole process and offers each event to the viewers of its topics. */
export class Hub implements ViewerSource {
  readonly #redis: Redis;
  readonly #blocking: Redis;
  readonly #key: string;
  readonly #log: Log;
  readonly #encodeSse: (event: SseEvent) => Uint8Array;
  readonly #timing: HubTiming;
  readonly #watermark: Watermark;
  readonly #viewers = new Set<Viewer>();
  readonly #byTopic = new Map<Topic, Set<Viewer>>();
  readonly #closing = new AbortController();
  readonly #reading: Promise<void>;
  readonly #timers: ReturnType<typeof setInterval>[];
  #continuity: Continuity | null = null;
  /** When the state of the stream was last compared with what was read (`performance.now()`). */
  #checkedAt = -Infinity;
  #looking = false;
  /** What the viewers were told last. */
  #paused = false;

  constructor(dependencies: HubDependencies) {
    this.#redis = dependencies.redis;
    this.#blocking = dependencies.blocking;
    this.#key = dependencies.key;
    this.#log = dependencies.log;
    this.#encodeSse = dependencies.encode ?? encodeSse;
    this.#watermark = dependencies.watermark;
    this.#timing = { ...LIMIT_TIMING, ...dependencies.timing };
    // After a new connection the stream may be another one.
    this.#blocking.on("ready", () => this.#checkedAt = -Infinity);
    this.#timers = [
      setInterval(() => this.#sendHeartbeats(), this.#timing.heartbeatMs),
      setInterval(() => void this.#lookAtData(), this.#timing.lookMs),
    ];
    this.#reading = this.#readForEver();
  }

  get position(): string | null {
    return this.#continuity?.position ?? null;
  }

  get state(): DataState {
    return { paused: this.#paused, ageMs: this.#watermark.ageMs };
  }

  get viewerCount(): number {
    return this.#viewers.size;
  }

  attach(viewer: Viewer): void {
    if (viewer.closed) return;
    this.#viewers.add(viewer);
    for (const topic of viewer.topics) {
      const viewers = this.#byTopic.get(topic) ?? new Set();
      this.#byTopic.set(topic, viewers.add(viewer));
    }
    if (this.#continuity) viewer.start(this.#continuity.position);
  }

  detach(viewer: Viewer): void {
    this.#viewers.delete(viewer);
    for (const topic of viewer.topics) {
      const viewers = this.#byTopic.get(topic);
      viewers?.delete(viewer);
      if (viewers?.size === 0) this.#byTopic.delete(topic);
    }
  }

  replay(range: { after: string; until: string }): Replay {
    return new Replay(this.#redis, this.#key, range);
  }

  encode(message: LiveMessage): Outgoing {
    const { id, event, data } = message;
    return { id, key: conflationKey(message), bytes: this.#encodeSse({ id, event, data }) };
  }

  /** Ends every stream; the browsers connect again, to another process if there is one. */
  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    for (const timer of this.#timers) clearInterval(timer);
    const farewell = encodeSse({ comment: "closing" });
    for (const viewer of [...this.#viewers]) viewer.close(farewell);
    await endConnection(this.#blocking);
    await this.#reading;
  }

  async #readForEver(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        const continuity = await this.#check();
        const entries = await this.#readBlocking(continuity.position);
        if (entries.length > 0 && !signal.aborted) this.#deliver(continuity, entries);
      } catch (error) {
        if (signal.aborted) return;
        this.#log.warn({ err: error }, "Cannot read the live stream");
        await delay(RETRY_MS, undefined, { signal }).catch(() => {});
      }
    }
  }

  /** Finds the place to read from: where reading stopped or, when something was lost there, the end. */
  async #check(): Promise<Continuity> {
    const known = this.#continuity;
    if (known && performance.now() - this.#checkedAt < this.#timing.blockMs) return known;
    // Viewers that wait for the start will read what they missed.
    if (!known) await redisReady(this.#redis, LIMITS.redisCommandMs);
    this.#checkedAt = performance.now();
    const state = await readStreamState(this.#blocking, this.#key);
    if (known?.holds(state)) return known;
    const continuity = new Continuity(state);
    this.#continuity = continuity;
    if (known) {
      this.#log.warn(
        { read: known.position, last: state.last },
        "Events were lost: viewers are told to read again",
      );
      for (const viewer of this.#viewers) viewer.resync();
    } else {
      for (const viewer of this.#viewers) viewer.start(continuity.position);
    }
    return continuity;
  }

  async #readBlocking(after: string): Promise<StreamEntry[]> {
    const { blockMs } = this.#timing;
    const streams = await this.#blocking.xread(
      "COUNT",
      READ_COUNT,
      "BLOCK",
      blockMs,
      "STREAMS",
      this.#key,
      after,
    );
    this.#watermark.streamWasRead();
    return streams?.[0]?.[1] ?? [];
  }

  #deliver(continuity: Continuity, entries: readonly StreamEntry[]): void {
    const last = entries.at(-1);
    // Before the viewers are offered anything: one that drops it all says from here on.
    if (last) continuity.advance(last[0], entries.length);
    if (entries.some(isResync)) {
      for (const viewer of this.#viewers) viewer.resync();
      return;
    }
    const offers = new Map<Viewer, Outgoing[]>();
    for (const entry of entries) {
      const message = fromEntry(entry);
      if (message === null) {
        this.#log.warn({ id: entry[0] }, "Skipped an event of the stream that is not known");
      } else this.#distribute(message, offers);
    }
    for (const [viewer, events] of offers) viewer.offer(events);
  }

  #distribute(message: LiveMessage, offers: Map<Viewer, Outgoing[]>): void {
    let outgoing: Outgoing | undefined;
    for (const topic of message.topics) {
      for (const viewer of this.#byTopic.get(topic) ?? []) {
        outgoing ??= this.encode(message);
        const events = offers.get(viewer) ?? [];
        // A viewer of several of the topics gets it once.
        if (events.at(-1) !== outgoing) events.push(outgoing);
        offers.set(viewer, events);
      }
    }
  }

  /** @param changed tells viewers too that have something else on its way */
  #sendHeartbeats(changed = false): void {
    const { position, state } = this;
    const plain = encodeSse(heartbeat(null, state));
    const withPosition = position === null
      ? null
      : { id: position, key: null, bytes: encodeSse(heartbeat(position, state)) };
    for (const viewer of this.#viewers) viewer.heartbeat(withPosition, plain, changed);
  }

  async #lookAtData(): Promise<void> {
    this.#tellIfPaused();
    if (this.#looking) return;
    this.#looking = true;
    await this.#watermark.look();
    this.#looking = false;
    this.#tellIfPaused();
  }

  /** Tells the viewers at once when the data they follow stops being current, and when it is again. */
  #tellIfPaused(): void {
    const paused = this.#watermark.isLate;
    if (paused === this.#paused || this.#closing.signal.aborted) return;
    this.#paused = paused;
    if (paused) this.#log.warn({ agesMs: this.#watermark.agesMs }, "Live data is paused");
    else {
      this.#log.info("Live data is current again: viewers are told to read again");
      // What they read in between may have been an old copy.
      for (const viewer of this.#viewers) viewer.resync();
    }
    this.#sendHeartbeats(true);
  }
}
