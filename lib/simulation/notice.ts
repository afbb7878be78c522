/** Tells the log, viewers and caches what a simulation did. */
import type { Cache } from "@/lib/platform/cache.ts";
import type { Clock } from "@/lib/platform/clock.ts";
import type { Client } from "@/lib/clients/schema.ts";
import type { Publisher } from "@/lib/live/publish.ts";
import type { RunCounts, SimulationNews, SimulationRun } from "@/lib/simulation/schema.ts";
import type { SimulationStore } from "@/lib/simulation/store.ts";

/** What a cached status of simulated data depends on. */
export const STATUS_GENERATION = "simulation";

export class SimulationNotice {
  constructor(
    private readonly parts: { store: SimulationStore; cache: Cache; publisher: Publisher; clock: Clock },
  ) {}

  /** @param client the client, when the run is about one alone */
  run(
    run: Pick<SimulationRun, "_id" | "kind" | "counts">,
    state: SimulationNews["state"],
    client: Client | null = null,
  ): Promise<void> {
    return this.#announce({ action: run.kind, runId: run._id, state, ...run.counts }, client);
  }

  reset(counts: RunCounts, client: Client): Promise<void> {
    return this.#announce({ action: "reset", runId: null, state: "done", ...counts }, client);
  }

  /** @param id tells this reset of everything from others */
  resetAll(
    id: string,
    { clients, events, incidents }: RunCounts,
    state: SimulationNews["state"],
  ): Promise<void> {
    return this.#announce({ action: "reset", runId: id, state, clients, events, incidents }, null);
  }

  /** Invalidates first and publishes after, so that a viewer that reads again on the news gets the new value. */
  async #announce(news: Omit<SimulationNews, "at" | "clientName">, client: Client | null): Promise<void> {
    const data: SimulationNews = {
      ...news,
      clientName: client?.name ?? null,
      at: this.parts.clock().toISOString(),
    };
    await this.parts.cache.invalidate([STATUS_GENERATION]);
    await this.parts.store.putEntry({ ...data, clientId: client?._id ?? null });
    await this.parts.publisher.publish([
      { event: "simulation", clientId: client?._id ?? null, data: { ...data } },
    ]);
  }
}
