/** Knows the clients that rows may name: those of the mapping, and those that are stored already. */

/** Finds the time zone of stored clients by externalId; those that do not exist are absent. */
export type FindTimeZones = (externalIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;

export class ClientDirectory {
  readonly #timeZones = new Map<string, string>();
  readonly #leftOut = new Set<string>();
  readonly #asked = new Set<string>();

  constructor(private readonly findTimeZones: FindTimeZones) {}

  add(externalId: string, timeZone: string): void {
    this.#timeZones.set(externalId, timeZone);
  }

  /** Remembers a client that the mapping leaves out on purpose: rows that name it are no mistake. */
  leaveOut(externalId: string): void {
    this.#leftOut.add(externalId);
  }

  isLeftOut(externalId: string): boolean {
    return this.#leftOut.has(externalId) && !this.#timeZones.has(externalId);
  }

  /** Looks for clients among the stored ones, each once. */
  async load(externalIds: Iterable<string>): Promise<void> {
    const unknown = [...new Set(externalIds)].filter((id) =>
      !this.#timeZones.has(id) && !this.#leftOut.has(id) && !this.#asked.has(id)
    );
    if (unknown.length === 0) return;
    for (const id of unknown) this.#asked.add(id);
    for (const [id, timeZone] of await this.findTimeZones(unknown)) this.#timeZones.set(id, timeZone);
  }

  timeZoneOf(externalId: string): string | null {
    return this.#timeZones.get(externalId) ?? null;
  }
}
