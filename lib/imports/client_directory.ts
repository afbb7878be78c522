/** Knows the clients that rows may name: those of the mapping, and those that are stored already. */
import type { Client } from "@/lib/clients/schema.ts";

/** What of a stored client decides how a row about it is read. */
export type StoredClient = Pick<Client, "timezone" | "currency" | "mrr">;

/** Finds stored clients by externalId; those that do not exist are absent. */
export type FindStored = (externalIds: readonly string[]) => Promise<ReadonlyMap<string, StoredClient>>;

export class ClientDirectory {
  readonly #timeZones = new Map<string, string>();
  readonly #stored = new Map<string, StoredClient>();
  readonly #leftOut = new Set<string>();
  readonly #asked = new Set<string>();

  constructor(private readonly findStored: FindStored) {}

  /** Remembers a client of the mapping, in the zone that it will have. */
  add(externalId: string, timeZone: string): void {
    this.#timeZones.set(externalId, timeZone);
  }

  /** Remembers a client that the mapping leaves out on purpose: rows that name it are no mistake. */
  leaveOut(externalId: string): void {
    this.#leftOut.add(externalId);
  }

  isLeftOut(externalId: string): boolean {
    return this.#leftOut.has(externalId) && this.timeZoneOf(externalId) === null;
  }

  /** Looks for clients among the stored ones, each once. */
  async load(externalIds: Iterable<string>): Promise<void> {
    const unknown = [...new Set(externalIds)].filter((id) =>
      !this.#timeZones.has(id) && !this.#leftOut.has(id) && !this.#asked.has(id)
    );
    if (unknown.length === 0) return;
    for (const id of unknown) this.#asked.add(id);
    for (const [id, client] of await this.findStored(unknown)) this.#stored.set(id, client);
  }

  timeZoneOf(externalId: string): string | null {
    return this.#timeZones.get(externalId) ?? this.#stored.get(externalId)?.timezone ?? null;
  }

  /** The client as it was stored before this import; `null` when it was not, or was not looked for. */
  storedOf(externalId: string): StoredClient | null {
    return this.#stored.get(externalId) ?? null;
  }
}
