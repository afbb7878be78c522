import { SeedHistory } from "@/lib/seed/history.ts";
import { SeedService } from "@/lib/seed/service.ts";
import { SeedStore } from "@/lib/seed/store.ts";
import type { Services } from "@/lib/services.ts";

/** Only scripts and tests sow: the seed is no part of the running product. */
export function createSeedService(services: Services): SeedService {
  const { database, stores, facts, rollUp, health, notice, clock } = services;
  return new SeedService({
    seeds: new SeedStore(database.db),
    clients: stores.clients,
    events: stores.events,
    incidents: stores.incidents,
    history: new SeedHistory({ ...stores, facts }),
    rollUp,
    health,
    notice,
    clock,
  });
}
