import type { MongoClient, TopologyDescription } from "mongodb";
import { LIMITS } from "@/lib/platform/limits.ts";

/**
 * Whether MongoDB answers, as the driver's monitor finds it about once a second. It is noticed within
 * `mongoHeartbeatMs + mongoSilenceMs` that a server has gone silent, before any query on it has given up.
 */
export class MongoPresence {
  #absence = new AbortController();
  #topology: TopologyDescription | null = null;
  /** Servers whose answer to the look under way is late. */
  readonly #silent = new Set<string>();
  readonly #looks = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(client: MongoClient) {
    client.on("serverHeartbeatStarted", ({ connectionId }) => this.#await(connectionId));
    client.on("serverHeartbeatSucceeded", ({ connectionId }) => this.#answered(connectionId));
    client.on("serverHeartbeatFailed", ({ connectionId }) => this.#answered(connectionId));
    client.on("serverClosed", ({ address }) => this.#answered(address));
    client.on("topologyDescriptionChanged", ({ newDescription }) => {
      this.#topology = newDescription;
      this.#conclude();
    });
  }

  /** Aborted while MongoDB is away; another one when it is back. */
  get absence(): AbortSignal {
    return this.#absence.signal;
  }

  get away(): boolean {
    return this.#absence.signal.aborted;
  }

  #await(address: string): void {
    clearTimeout(this.#looks.get(address));
    const late = () => {
      this.#silent.add(address);
      this.#conclude();
    };
    // One more turn: an answer that came while this process was busy has not been read yet.
    this.#looks.set(
      address,
      setTimeout(() => setImmediate(() => this.#looks.has(address) && late()), LIMITS.mongoSilenceMs),
    );
  }

  #answered(address: string): void {
    clearTimeout(this.#looks.get(address));
    this.#looks.delete(address);
    this.#silent.delete(address);
    this.#conclude();
  }

  #conclude(): void {
    const servers = [...this.#topology?.servers.values() ?? []];
    // Not looked at yet is not away.
    const known = servers.some(({ type, error }) => type !== "Unknown" || error !== null);
    const there = servers.some((server) => server.isWritable && !this.#silent.has(server.address));
    if (there && this.away) this.#absence = new AbortController();
    if (known && !there) this.#absence.abort();
  }
}
