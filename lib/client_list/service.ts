/** The list of clients as a page shows it, cached for all viewers. */
import type { Cache, Cached } from "@/lib/platform/cache.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { toRadarRow } from "@/lib/analytics/risk_radar.ts";
import type { AtPosition } from "@/lib/analytics/service.ts";
import type { ClientListPage, ClientRow } from "@/lib/client_list/row.ts";
import type { ClientQuery } from "@/lib/clients/query.ts";
import type { Client } from "@/lib/clients/schema.ts";
import type { ClientService } from "@/lib/clients/service.ts";
import type { ClientChoices } from "@/lib/clients/store.ts";
import type { Freshness } from "@/lib/clients/view.ts";
import { digestOfQuery } from "@/lib/lists/cursor.ts";
import { GENERATIONS } from "@/lib/live/change_notice.ts";
import type { Publisher } from "@/lib/live/publish.ts";

const LIST = { ttlSeconds: LIMITS.cacheListSeconds, generations: [GENERATIONS.clients] };
/** Costs a walk through all clients, and no score changes it. */
const CHOICES = { ttlSeconds: LIMITS.cacheClientSeconds, generations: [GENERATIONS.profiles] };

export class ClientListService {
  constructor(
    private readonly parts: {
      clients: ClientService;
      cache: Cache;
      publisher: Publisher;
      freshness: () => Freshness;
    },
  ) {}

  /** One page by number. What somebody typed is not worth a place in the cache, the filters that people share are. */
  async read(query: Omit<ClientQuery, "cursor">): Promise<Cached<ClientListPage & AtPosition>> {
    const read = () => this.#readPage(query);
    if (query.search) {
      const computedAt = this.parts.freshness().now.toISOString();
      return { value: await read(), computedAt, from: "computed" };
    }
    return await this.parts.cache.read(`client-list:${digestOfQuery(query)}`, LIST, read);
  }

  /** What there is to filter by. */
  choices(): Promise<Cached<ClientChoices>> {
    return this.parts.cache.read("client-choices", CHOICES, () => this.parts.clients.choices());
  }

  async #readPage(query: Omit<ClientQuery, "cursor">): Promise<ClientListPage & AtPosition> {
    const livePosition = await this.parts.publisher.position();
    const { items, total, mrr } = await this.parts.clients.list(query);
    const freshness = this.parts.freshness();
    return { rows: items.map((client) => toClientRow(client, freshness)), total, mrr, livePosition };
  }
}

function toClientRow(client: Client, freshness: Freshness): ClientRow {
  const { owner, industry, status, endedOn, tags } = client;
  return {
    ...toRadarRow(client, freshness),
    owner,
    industry,
    status,
    endedOn,
    tags,
  };
}
