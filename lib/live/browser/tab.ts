import type { Signal } from "@preact/signals";
import { Leader } from "@/lib/live/browser/leader.ts";
import { type LiveState, nextState } from "@/lib/live/browser/live_state.ts";
import { type Listener, Subscriptions } from "@/lib/live/browser/subscriptions.ts";
import { toLiveInput } from "@/lib/live/browser/stream_event.ts";
import { CHANNEL, type TabMessage } from "@/lib/live/browser/tab_message.ts";
import type { Topic } from "@/lib/live/topics.ts";

const TICK_MS = 5_000;
/** The islands of a page begin one after the other; they speak together. */
const SPEAK_MS = 20;

/**
 * One tab's part in the connection that all tabs of the browser share: HTTP/1.1 allows six to a server. Whichever tab
 * holds the lock leads; when it goes the browser gives the lock to another. Where locks or channels are missing (a page
 * that is not served securely) each tab has its own connection.
 */
export class Tab {
  readonly #id = crypto.getRandomValues(new Uint32Array(2)).join("-");
  readonly #endpoint: string;
  readonly #state: Signal<LiveState>;
  readonly #subscriptions = new Subscriptions();
  #running: { stop: () => void } | null = null;
  #channel: BroadcastChannel | null = null;
  #leader: Leader | null = null;
  #saying: ReturnType<typeof setTimeout> | undefined;

  constructor(endpoint: string, state: Signal<LiveState>) {
    this.#endpoint = endpoint;
    this.#state = state;
  }

  subscribe(topics: readonly Topic[], after: string | null, onEvent: Listener): () => void {
    const remove = this.#subscriptions.add(topics, after, onEvent);
    if (!this.#running) this.#start();
    this.#saySoon();
    return () => {
      remove();
      if (this.#subscriptions.empty) this.#stop();
      else this.#saySoon();
    };
  }

  #start(): void {
    const ended = new AbortController();
    const { signal } = ended;
    this.#state.value = nextState(this.#state.value, "opening", Date.now());
    const ticking = setInterval(() => this.#input("tick"), TICK_MS);
    addEventListener("offline", () => this.#input("offline"), { signal });
    addEventListener("online", () => this.#leader?.hurry(), { signal });
    // A page that is put aside must let go of the lock; it goes on when it is shown again.
    addEventListener("pagehide", () => {
      this.#stop();
      addEventListener("pageshow", () => this.#restart(), { once: true });
    }, { signal });
    this.#running = {
      stop: () => {
        ended.abort();
        clearInterval(ticking);
      },
    };
    if (typeof BroadcastChannel === "undefined" || !navigator.locks) {
      this.#lead();
      return;
    }
    // Another instance may live on the same origin, under another path.
    const name = `${CHANNEL}:${this.#endpoint}`;
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }: MessageEvent<TabMessage>) => this.#receive(data);
    navigator.locks.request(name, { signal }, () => {
      this.#lead();
      return new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    }).catch((error) => {
      if (!signal.aborted) reportError(error);
    });
  }

  #restart(): void {
    if (this.#running || this.#subscriptions.empty) return;
    this.#start();
    this.#saySoon();
  }

  #stop(): void {
    if (!this.#running) return;
    this.#tell({ kind: "want", tab: this.#id, topics: [], after: null });
    clearTimeout(this.#saying);
    this.#saying = undefined;
    this.#running.stop();
    this.#running = null;
    this.#leader?.close();
    this.#leader = null;
    this.#channel?.close();
    this.#channel = null;
    this.#subscriptions.uncover();
  }

  #lead(): void {
    if (!this.#running) return;
    this.#leader = new Leader(this.#endpoint, this.#state.value, (message) => this.#tell(message));
    this.#tell({ kind: "who" });
  }

  #saySoon(): void {
    if (this.#running) this.#saying ??= setTimeout(() => this.#say(), SPEAK_MS);
  }

  /** Says what this tab wants. */
  #say(): void {
    clearTimeout(this.#saying);
    this.#saying = undefined;
    const { topics, after } = this.#subscriptions;
    this.#tell({ kind: "want", tab: this.#id, topics, after });
  }

  #tell(message: TabMessage): void {
    this.#channel?.postMessage(message);
    this.#receive(message);
  }

  #receive(message: TabMessage): void {
    switch (message.kind) {
      case "want":
        this.#leader?.receive(message);
        break;
      case "who":
        this.#subscriptions.uncover();
        this.#say();
        break;
      case "covering":
        this.#subscriptions.cover(message.topics, message.after);
        break;
      case "event":
        this.#state.value = nextState(
          this.#state.value,
          toLiveInput(message.event),
          Date.now(),
        );
        this.#subscriptions.deliver(message.event);
        break;
      case "state":
        this.#state.value = message.state;
    }
  }

  #input(input: "tick" | "offline"): void {
    if (this.#leader) this.#leader.input(input);
    else this.#state.value = nextState(this.#state.value, input, Date.now());
  }
}
