import { type LiveInput, type LiveState, nextState } from "@/lib/live/browser/live_state.ts";
import { type Plan, Roster } from "@/lib/live/browser/roster.ts";
import { Source } from "@/lib/live/browser/source.ts";
import { toLiveInput } from "@/lib/live/browser/stream_event.ts";
import type { TabMessage } from "@/lib/live/browser/tab_message.ts";

/** A leader that begins hears every tab before it opens a stream for them together. */
const GATHER_MS = 50;

/** The part of the one tab that holds the connection: gives every tab what it wants from one stream. */
export class Leader {
  readonly #endpoint: string;
  readonly #tell: (message: TabMessage) => void;
  readonly #roster = new Roster();
  #source: Source | null = null;
  #state: LiveState;
  #gathering: ReturnType<typeof setTimeout> | undefined;

  /** @param tell to all tabs, this one included */
  constructor(endpoint: string, state: LiveState, tell: (message: TabMessage) => void) {
    this.#endpoint = endpoint;
    this.#state = state;
    this.#tell = tell;
  }

  receive(message: TabMessage): void {
    if (message.kind !== "want") return;
    this.#roster.note(message.tab, message.topics, message.after);
    const { covering } = this.#roster;
    if (covering) this.#tell({ kind: "covering", ...covering });
    this.#tell({ kind: "state", state: this.#state });
    // Later on at once: in a tab in the background timers are slow.
    if (this.#source) this.#follow();
    else this.#gathering ??= setTimeout(() => this.#follow(), GATHER_MS);
  }

  input(input: LiveInput): void {
    const next = nextState(this.#state, input, Date.now());
    const changed = next.status !== this.#state.status;
    this.#state = next;
    if (changed) this.#tell({ kind: "state", state: next });
  }

  /** The network is back. */
  hurry(): void {
    this.#source?.hurry();
  }

  close(): void {
    clearTimeout(this.#gathering);
    this.#source?.close();
    this.#source = null;
  }

  #follow(): void {
    this.#gathering = undefined;
    const plan = this.#roster.plan();
    if (plan) this.#open(plan);
  }

  #open(plan: Plan): void {
    this.#source?.close();
    this.#roster.opened(plan);
    this.#tell({ kind: "covering", ...plan });
    this.#source = new Source(plan, {
      endpoint: this.#endpoint,
      onInput: (input) => this.input(input),
      onEvent: (event) => {
        if (event.id) this.#roster.passed(event.id);
        this.input(toLiveInput(event));
        this.#tell({ kind: "event", event });
      },
    });
  }
}
