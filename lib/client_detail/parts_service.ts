/** What a client's page shows below its score, read once and cached for all viewers. */
import type { Cache, Cached } from "@/lib/platform/cache.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { HEATMAP_DAYS, HISTORY_DAYS, NOTES_SHOWN, type UsageRange } from "@/lib/client_detail/page_choice.ts";
import type { ClientTimeService } from "@/lib/client_detail/time_service.ts";
import type { HealthHistoryView, HeatmapView, UsageView } from "@/lib/client_detail/time_view.ts";
import { GENERATIONS } from "@/lib/live/change_notice.ts";
import type { Publisher } from "@/lib/live/publish.ts";
import type { NoteService } from "@/lib/notes/service.ts";
import { type NoteListView, toNoteView } from "@/lib/notes/view.ts";

export interface ClientParts {
  usage: UsageView;
  heatmap: HeatmapView;
  history: HealthHistoryView;
  notes: NoteListView;
  /** Of the live stream, before any of this was read. */
  livePosition: string;
}

export class ClientPartsService {
  constructor(
    private readonly parts: {
      time: ClientTimeService;
      notes: NoteService;
      cache: Cache;
      publisher: Publisher;
    },
  ) {}

  /**
   * @param clientId our own id
   * @throws {NotFoundError}
   */
  read(clientId: string, range: UsageRange): Promise<Cached<ClientParts>> {
    const { time, notes, cache, publisher } = this.parts;
    return cache.read(
      `client-parts:${clientId}:${range}`,
      { ttlSeconds: LIMITS.cacheClientSeconds, generations: [GENERATIONS.client(clientId)] },
      async () => {
        const livePosition = await publisher.position();
        const [usage, heatmap, history, { items, ...list }] = await Promise.all([
          time.usage(clientId, { days: range }),
          time.heatmap(clientId, HEATMAP_DAYS),
          time.healthHistory(clientId, HISTORY_DAYS),
          notes.list(clientId, { limit: NOTES_SHOWN }),
        ]);
        return { usage, heatmap, history, notes: { notes: items.map(toNoteView), ...list }, livePosition };
      },
    );
  }
}
