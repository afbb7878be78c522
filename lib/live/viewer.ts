import type { ReplayPage } from "@/lib/live/resume.ts";
import type { LiveMessage } from "@/lib/live/events.ts";
import type { DataState } from "@/lib/live/data_state.ts";
import { comparePositions } from "@/lib/live/position.ts";
import { encodeSse, heartbeat, resync } from "@/lib/live/sse.ts";
import type { Topic } from "@/lib/live/topics.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Log } from "@/lib/platform/log.ts";

/** An encoded event; the bytes are shared by all viewers. */
export interface Outgoing {
  id: string;
  /** Of those with the same key only the newest matters; `null` when each one counts. */
  key: string | null;
  bytes: Uint8Array;
}

/** What a viewer needs of the hub. */
export interface ViewerSource {
  /** Id of the newest event offered to the viewers; `null` until it is known. */
  readonly position: string | null;
  /** How the data is that the viewers follow. */
  readonly state: DataState;
  replay(range: { after: string; until: string }): { next(): Promise<ReplayPage> };
  encode(message: LiveMessage): Outgoing;
  detach(viewer: Viewer): void;
}

export interface ViewerRequest {
  topics: readonly Topic[];
  /** The last event seen; `null` to begin with the next one. */
  after: string | null;
  signal: AbortSignal;
}

const OPENING = { comment: "connected", retryMs: LIMITS.liveRetryMs };

/**
 * One open stream. Events are offered to it and wait in a bounded buffer until the connection takes them; nobody ever
 * waits for a viewer.
 */
export class Viewer {
  readonly topics: ReadonlySet<Topic>;
  readonly stream: ReadableStream<Uint8Array>;
  readonly #source: ViewerSource;
  readonly #log: Log;
  readonly #after: string | null;
  readonly #signal: AbortSignal;
  readonly #onAbort = () => this.close();
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  #waiting: Outgoing[] = [];
  #replay: { next(): Promise<ReplayPage> } | null = null;
  /** Events up to here were sent by another process that is ahead of this one. */
  #floor: string | null = null;
  #started = false;
  #closed = false;
  #wake: (() => void) | null = null;
  /** Heartbeats since the connection last took something of what it was given. */
  #missed = 0;

  constructor(source: ViewerSource, request: ViewerRequest, log: Log) {
    this.#source = source;
    this.#log = log;
    this.topics = new Set(request.topics);
    this.#after = request.after;
    this.#signal = request.signal;
    this.stream = new ReadableStream<Uint8Array>({
      start: (controller) => this.#open(controller),
      pull: () => this.#pull(),
      cancel: () => this.close(),
    });
    this.#signal.addEventListener("abort", this.#onAbort, { once: true });
    if (this.#signal.aborted) this.close();
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Called once by the hub: events after `position` will be offered, those up to it will not. */
  start(position: string): void {
    this.#started = true;
    if (this.#after === null) {
      this.#push({ id: position, key: null, bytes: encodeSse(heartbeat(position, this.#source.state)) });
      return;
    }
    if (comparePositions(this.#after, position) > 0) this.#floor = this.#after;
    this.#replay = this.#source.replay({ after: this.#after, until: position });
    this.#wakeUp();
  }

  /** Takes over events that lie after everything offered before. */
  offer(events: readonly Outgoing[]): void {
    if (this.#closed) return;
    this.#waiting.push(...this.#aboveFloor(events));
    // Far behind: superseded states are skipped. Behind even so: it is told to read again instead.
    if (this.#waiting.length > LIMITS.liveViewerBuffer / 4) this.#waiting = newestOfEach(this.#waiting);
    if (this.#waiting.length > LIMITS.liveViewerBuffer) this.resync();
    this.#wakeUp();
  }

  /** Drops what waits, and what was still to be replayed, for one event that tells to read again. */
  resync(): void {
    const { position } = this.#source;
    if (this.#closed || position === null) return;
    this.#replay = null;
    this.#floor = null;
    this.#waiting = [];
    this.#push({ id: position, key: null, bytes: encodeSse(resync(position)) });
  }

  /**
   * Sends a sign of life if nothing else is on its way; frees a viewer that takes nothing any more.
   *
   * @param changed it brings news of the state: it is sent after what is on its way
   */
  heartbeat(withPosition: Outgoing | null, plain: Uint8Array, changed = false): void {
    // Not waiting for anything: the connection has still to take what it was given.
    if (this.#wake === null || this.#waiting.length > 0) {
      if (changed && !this.#closed) this.#push({ id: "", key: "heartbeat", bytes: plain });
      if (!changed) this.#missed++;
      if (this.#missed > LIMITS.liveMissedHeartbeats) this.close();
      return;
    }
    if (withPosition && this.#started && this.#replay === null && this.#floor === null) {
      this.#push(withPosition);
    } else this.#enqueue(plain);
  }

  /** Frees the viewer; does nothing the second time. */
  close(farewell?: Uint8Array): void {
    if (this.#closed) return;
    if (farewell) this.#enqueue(farewell);
    this.#closed = true;
    this.#waiting = [];
    this.#replay = null;
    this.#signal.removeEventListener("abort", this.#onAbort);
    this.#source.detach(this);
    try {
      this.#controller?.close();
    } catch {
      // The connection was cancelled: it is closed already.
    }
    this.#wakeUp();
  }

  #open(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.#controller = controller;
    const opening = heartbeat(this.#after, this.#source.state);
    this.#enqueue(encodeSse({ ...opening, ...OPENING }));
  }

  /** Returns when it has given something to the connection, which then asks again. */
  async #pull(): Promise<void> {
    this.#missed = 0;
    while (!this.#closed) {
      if (this.#replay) {
        if (await this.#sendReplayed(this.#replay)) return;
      } else if (this.#waiting.length > 0) {
        const waiting = this.#waiting;
        this.#waiting = [];
        this.#enqueue(joined(waiting));
        return;
      } else {
        await new Promise<void>((resolve) => this.#wake = resolve);
      }
    }
  }

  /** True when something was sent. */
  async #sendReplayed(replay: { next(): Promise<ReplayPage> }): Promise<boolean> {
    const page = await replay.next().catch((error): ReplayPage => {
      this.#log.warn({ err: error }, "Cannot read what a viewer missed");
      return { kind: "lost" };
    });
    // Closed, or told to read again, in the meantime.
    if (this.#replay !== replay) return false;
    if (page.kind === "lost") {
      this.resync();
      return false;
    }
    if (page.done) this.#replay = null;
    const missed = page.messages.filter(({ topics }) => topics.some((topic) => this.topics.has(topic)));
    if (missed.length === 0) return false;
    this.#enqueue(joined(missed.map((message) => this.#source.encode(message))));
    return true;
  }

  #aboveFloor(events: readonly Outgoing[]): readonly Outgoing[] {
    const floor = this.#floor;
    if (floor === null) return events;
    const above = events.filter(({ id }) => comparePositions(id, floor) > 0);
    if (above.length > 0) this.#floor = null;
    return above;
  }

  #push(event: Outgoing): void {
    this.#waiting.push(event);
    this.#wakeUp();
  }

  #enqueue(bytes: Uint8Array): void {
    try {
      this.#controller?.enqueue(bytes);
    } catch {
      // The connection went away and its cancel has not arrived yet.
      this.close();
    }
  }

  #wakeUp(): void {
    const wake = this.#wake;
    this.#wake = null;
    wake?.();
  }
}

/** One write for all that waits. */
function joined(events: readonly Outgoing[]): Uint8Array {
  const [first] = events;
  if (first && events.length === 1) return first.bytes;
  const bytes = new Uint8Array(events.reduce((length, event) => length + event.bytes.length, 0));
  let offset = 0;
  for (const event of events) {
    bytes.set(event.bytes, offset);
    offset += event.bytes.length;
  }
  return bytes;
}

/** In the order of the newest of each key, so that ids keep growing. */
function newestOfEach(events: readonly Outgoing[]): Outgoing[] {
  const seen = new Set<string>();
  const kept: Outgoing[] = [];
  for (const event of events.toReversed()) {
    if (event.key !== null && seen.has(event.key)) continue;
    if (event.key !== null) seen.add(event.key);
    kept.push(event);
  }
  return kept.toReversed();
}
