/** What a client's page shows below its score, read once and cached for all viewers. */
import type { Cache, Cached } from "@/lib/platform/cache.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { ClientTimeService } from "@/lib/client_detail/time_service.ts";
import type { HealthHistoryView, HeatmapView, UsageView } from "@/lib/client_detail/time_view.ts";
import { HEATMAP_DAYS, HISTORY_DAYS, type UsageRange } from "@/lib/client_detail/usage_range.ts";
import { GENERATIONS } from "@/lib/live/change_notice.ts";
import type { Publisher } from "@/lib/live/publish.ts";

export interface ClientParts {
  usage: UsageView;
  heatmap: HeatmapView;
  history: HealthHistoryView;
  /** Of the live stream, before any of this was read. */
  livePosition: string;
}

export class ClientPartsService {
  constructor(private readonly parts: { time: ClientTimeService; cache: Cache; publisher: Publisher }) {}

  /**
   * @param clientId our own id
   * @throws {NotFoundError}
   */
  read(clientId: string, range: UsageRange): Promise<Cached<ClientParts>> {
    const { time, cache, publisher } = this.parts;
    return cache.read(
      `client-parts:${clientId}:${range}`,
      { ttlSeconds: LIMITS.cacheClientSeconds, generations: [GENERATIONS.client(clientId)] },
      async () => {
        const livePosition = await publisher.position();
        const [usage, heatmap, history] = await Promise.all([
          time.usage(clientId, { days: range }),
          time.heatmap(clientId, HEATMAP_DAYS),
          time.healthHistory(clientId, HISTORY_DAYS),
        ]);
        return { usage, heatmap, history, livePosition };
      },
    );
  }
}
