/** What a client's page shows below its score, read once and cached for all viewers. */
import type { Cache, Cached } from "@/lib/platform/cache.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { HEATMAP_DAYS, HISTORY_DAYS, NOTES_SHOWN, type UsageRange } from "@/lib/client_detail/page_choice.ts";
import type { ClientTimeService } from "@/lib/client_detail/time_service.ts";
import type { HealthHistoryView, HeatmapView, UsageView } from "@/lib/client_detail/time_view.ts";
import { GENERATIONS } from "@/lib/live/change_notice.ts";
import type { NoteService } from "@/lib/notes/service.ts";
import { STATUS_GENERATION } from "@/lib/simulation/notice.ts";
import type { ClientSimulation } from "@/lib/simulation/schema.ts";
import type { SimulationService } from "@/lib/simulation/service.ts";
import { type NoteListView, toNoteView } from "@/lib/notes/view.ts";

export interface ClientParts {
  usage: UsageView;
  heatmap: HeatmapView;
  history: HealthHistoryView;
  notes: NoteListView;
}

export class ClientPartsService {
  constructor(
    private readonly parts: {
      time: ClientTimeService;
      notes: NoteService;
      simulation: SimulationService;
      cache: Cache;
    },
  ) {}

  /**
   * To be read after the position of the live stream was taken, so that what changes meanwhile is told.
   *
   * @param clientId our own id
   * @throws {NotFoundError}
   */
  read(clientId: string, range: UsageRange): Promise<Cached<ClientParts>> {
    const { time, notes, cache } = this.parts;
    return cache.read(
      `client-parts:${clientId}:${range}`,
      { ttlSeconds: LIMITS.cacheClientSeconds, generations: [GENERATIONS.client(clientId)] },
      async () => {
        const [usage, heatmap, history, { items, ...list }] = await Promise.all([
          time.usage(clientId, { days: range }),
          time.heatmap(clientId, HEATMAP_DAYS),
          time.healthHistory(clientId, HISTORY_DAYS),
          notes.list(clientId, { limit: NOTES_SHOWN }),
        ]);
        return { usage, heatmap, history, notes: { notes: items.map(toNoteView), ...list } };
      },
    );
  }
  /**
   * What simulations did to the client.
   *
   * @param clientId our own id
   * @throws {NotFoundError}
   */
  simulation(clientId: string): Promise<Cached<ClientSimulation>> {
    return this.parts.cache.read(
      `client-simulation:${clientId}`,
      {
        ttlSeconds: LIMITS.cacheClientSeconds,
        generations: [STATUS_GENERATION, GENERATIONS.client(clientId)],
      },
      () => this.parts.simulation.statusOf(clientId),
    );
  }
}
