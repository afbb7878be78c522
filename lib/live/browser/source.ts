import type { LiveInput } from "@/lib/live/browser/live_state.ts";
import { SILENCE_MS } from "@/lib/live/browser/live_state.ts";
import type { Plan } from "@/lib/live/browser/roster.ts";
import { type StreamEvent, toStreamEvent } from "@/lib/live/browser/stream_event.ts";
import { LIVE_EVENTS } from "@/lib/live/topics.ts";

const EVENTS = [...LIVE_EVENTS, "resync", "heartbeat"] as const;
const BACKOFF_MIN_MS = 1_000;
const BACKOFF_MAX_MS = 30_000;
const CHECK_MS = 5_000;

export interface SourceOptions {
  endpoint: string;
  onEvent: (event: StreamEvent) => void;
  onInput: (input: LiveInput) => void;
}

/**
 * One EventSource, kept alive. The browser connects it again by itself, with the last id; it is made anew only when the
 * browser gave it up, or when nothing was heard for three heartbeats. Signed out, it stops.
 */
export class Source {
  readonly #options: SourceOptions;
  readonly #topics: string;
  readonly #check: ReturnType<typeof setInterval>;
  #after: string | null;
  #events: EventSource | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #heardAt = Date.now();
  #closed = false;

  constructor(plan: Plan, options: SourceOptions) {
    this.#options = options;
    this.#topics = plan.topics.join();
    this.#after = plan.after;
    this.#check = setInterval(() => this.#checkSilence(), CHECK_MS);
    this.#open();
  }

  /** Tries at once instead of after the wait: the network is back. */
  hurry(): void {
    if (this.#events?.readyState !== EventSource.OPEN) this.#open();
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#check);
    clearTimeout(this.#retry);
    this.#events?.close();
  }

  #open(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#events?.close();
    this.#heardAt = Date.now();
    this.#options.onInput("opening");
    const events = new EventSource(this.#address());
    this.#events = events;
    for (const name of EVENTS) {
      events.addEventListener(name, (message) => {
        this.#heardAt = Date.now();
        this.#failures = 0;
        // Empty until the server has told a position.
        if (message.lastEventId) this.#after = message.lastEventId;
        this.#options.onEvent(toStreamEvent(name, message.lastEventId, message.data));
      });
    }
    events.addEventListener("error", () => {
      this.#options.onInput(navigator.onLine ? "lost" : "offline");
      if (events.readyState === EventSource.CLOSED) void this.#givenUp(events);
    });
  }

  #address(): string {
    const query = new URLSearchParams({ topics: this.#topics });
    if (this.#after !== null) query.set("after", this.#after);
    return `${this.#options.endpoint}?${query}`;
  }

  /** An EventSource does not say why: the same address is asked for its status. */
  async #givenUp(events: EventSource): Promise<void> {
    const status = await fetch(this.#address(), { method: "HEAD" }).then(
      (response) => response.status,
      () => 0,
    );
    if (this.#closed || this.#events !== events) return;
    if (status === 401 || status === 403) {
      clearInterval(this.#check);
      this.#options.onInput("refused");
      return;
    }
    // Half of the wait is random: after an outage not all browsers come back at once.
    const waitMs = Math.min(BACKOFF_MIN_MS * 2 ** this.#failures, BACKOFF_MAX_MS) *
      (0.5 + 0.5 * Math.random());
    this.#failures++;
    this.#retry = setTimeout(() => this.#open(), waitMs);
  }

  /** A connection whose other end vanished without a word fails by no error. */
  #checkSilence(): void {
    if (this.#retry === undefined && Date.now() - this.#heardAt > SILENCE_MS) this.#open();
  }
}
