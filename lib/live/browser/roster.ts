import { covers, topicsToAsk } from "@/lib/live/browser/coverage.ts";
import { earliest } from "@/lib/live/browser/subscriptions.ts";
import { comparePositions } from "@/lib/live/position.ts";
import type { Topic } from "@/lib/live/topics.ts";

interface Entry {
  topics: readonly Topic[];
  after: string | null;
  covered: boolean;
}

/** A stream to open. */
export interface Plan {
  topics: Topic[];
  after: string | null;
}

/** What the leader knows of the tabs: who needs what from where, and whether the open stream gives it. Pure. */
export class Roster {
  readonly #tabs = new Map<string, Entry>();
  /** The topics of the open stream; `null` while there is none. */
  #asked: Topic[] | null = null;
  /** Of the newest event of the open stream, at first where it began. */
  #position: string | null = null;

  /** What the open stream gives from here on; `null` while there is none. */
  get covering(): Plan | null {
    return this.#asked && { topics: this.#asked, after: this.#position };
  }

  /** Notes what a tab wants; no topics: it is gone. */
  note(tab: string, topics: readonly Topic[], after: string | null): void {
    if (topics.length === 0) {
      this.#tabs.delete(tab);
      return;
    }
    const position = this.#position;
    const inTime = after === null || (position !== null && comparePositions(after, position) >= 0);
    const asked = this.#asked;
    const covered = asked !== null && inTime && topics.every((topic) => covers(asked, topic));
    this.#tabs.set(tab, { topics, after, covered });
  }

  /** The stream that is needed instead of the open one; `null` when that one does. */
  plan(): Plan | null {
    const entries = [...this.#tabs.values()];
    if (entries.length === 0) return null;
    const topics = topicsToAsk(entries.flatMap((entry) => entry.topics));
    const same = this.#asked?.join() === topics.join();
    if (same && entries.every(({ covered }) => covered)) return null;
    return { topics, after: earliest(entries.map(({ after }) => after)) };
  }

  /** The planned stream is being opened. */
  opened({ topics, after }: Plan): void {
    this.#asked = topics;
    this.#position = after;
    for (const entry of this.#tabs.values()) entry.covered = true;
  }

  /** An event of the open stream was passed on to all tabs. */
  passed(id: string): void {
    this.#position = id;
    for (const entry of this.#tabs.values()) if (entry.covered) entry.after = id;
  }
}
