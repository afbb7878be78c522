/** The list of incidents as a page shows it, cached for all viewers. */
import type { Cache, Cached } from "@/lib/platform/cache.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { AtPosition } from "@/lib/analytics/service.ts";
import type { IncidentQuery } from "@/lib/incidents/query.ts";
import type { IncidentService } from "@/lib/incidents/service.ts";
import { type IncidentListView, toNamedIncidentView } from "@/lib/incidents/view.ts";
import { digestOfQuery } from "@/lib/lists/cursor.ts";
import { GENERATIONS } from "@/lib/live/change_notice.ts";
import type { Publisher } from "@/lib/live/publish.ts";

/** Names of clients are in it too. */
const OPTIONS = {
  ttlSeconds: LIMITS.cacheListSeconds,
  generations: [GENERATIONS.incidents, GENERATIONS.profiles],
};

export type IncidentListPage = Pick<IncidentListView, "incidents" | "total">;

export class IncidentListService {
  constructor(private readonly parts: { incidents: IncidentService; cache: Cache; publisher: Publisher }) {}

  /** One page by number. What somebody typed is not worth a place in the cache. */
  async read(query: IncidentQuery, now: Date): Promise<Cached<IncidentListPage & AtPosition>> {
    const read = () => this.#readPage(query);
    if (query.client) return { value: await read(), computedAt: now.toISOString(), from: "computed" };
    return await this.parts.cache.read(`incident-list:${digestOfQuery(query)}`, OPTIONS, read);
  }

  async #readPage(query: IncidentQuery): Promise<IncidentListPage & AtPosition> {
    const livePosition = await this.parts.publisher.position();
    const { items, total } = await this.parts.incidents.list(query);
    return { incidents: items.map(toNamedIncidentView), total, livePosition };
  }
}
