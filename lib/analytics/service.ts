import type { Cache, Cached } from "@/lib/platform/cache.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Overview } from "@/lib/analytics/overview.ts";
import type { OverviewStore } from "@/lib/analytics/overview_store.ts";
import { type RadarFilter, radarParameters } from "@/lib/analytics/dashboard_address.ts";
import type { RiskRadar } from "@/lib/analytics/radar_row.ts";
import type { RiskRadarStore } from "@/lib/analytics/risk_radar.ts";
import { digestOfQuery } from "@/lib/lists/cursor.ts";
import { GENERATIONS } from "@/lib/live/change_notice.ts";
import type { Freshness } from "@/lib/clients/view.ts";
import type { Publisher } from "@/lib/live/publish.ts";

/** A read together with the position of the live stream before it: a viewer that resumes there misses nothing. */
export interface AtPosition {
  livePosition: string;
}

export class AnalyticsService {
  constructor(
    private readonly parts: {
      overview: OverviewStore;
      radar: RiskRadarStore;
      cache: Cache;
      publisher: Publisher;
      freshness: () => Freshness;
      /** Of reads that nothing invalidates. */
      cacheTtlSeconds: number;
    },
  ) {}

  overview(): Promise<Cached<Overview & AtPosition>> {
    return this.#read(
      "overview",
      LIMITS.cacheOverviewSeconds,
      [GENERATIONS.clients, GENERATIONS.incidents],
      () => this.#readOverview(),
    );
  }

  async #readOverview(): Promise<Overview> {
    const { now, staleFrom } = this.parts.freshness();
    const figures = await this.parts.overview.read(now);
    const { oldestScoreAt } = figures;
    const scoresStaleFrom = oldestScoreAt === null ? null : staleFrom(new Date(oldestScoreAt)).toISOString();
    return { ...figures, scoresStaleFrom };
  }

  /**
   * The mean score of each of the last 30 local days, oldest first, rounded half up. It moves once a day, so no write
   * invalidates it; the last day's figure of a page comes from the overview.
   */
  averageTrend(): Promise<Cached<(number | null)[]>> {
    const options = { ttlSeconds: this.parts.cacheTtlSeconds, generations: [] };
    return this.parts.cache.read("average-trend", options, async () => {
      const means = await this.parts.overview.readAverageTrend();
      return means.map((mean) => mean === null ? null : Math.floor(mean + 0.5));
    });
  }

  /** @param page from 1 */
  riskRadar(
    page: number,
    pageSize: number,
    filter: RadarFilter = {},
  ): Promise<Cached<RiskRadar & AtPosition>> {
    return this.#read(
      `radar:${page}:${pageSize}:${digestOfQuery(radarParameters(filter))}`,
      LIMITS.cacheListSeconds,
      [GENERATIONS.clients],
      () =>
        this.parts.radar.read(this.parts.freshness(), {
          skip: (page - 1) * pageSize,
          limit: pageSize,
          filter,
        }),
    );
  }

  /** What the radar can be filtered by. */
  radarOwners(): Promise<Cached<string[]>> {
    const options = { ttlSeconds: LIMITS.cacheListSeconds, generations: [GENERATIONS.profiles] };
    return this.parts.cache.read("radar-owners", options, () => this.parts.radar.owners());
  }

  /** Reads the overview anew and tells the viewers. */
  async publishOverview(): Promise<void> {
    const { value } = await this.overview();
    await this.parts.publisher.publish([{ event: "overview", clientId: null, data: { ...value } }]);
  }

  #read<Value extends object>(
    name: string,
    ttlSeconds: number,
    generations: string[],
    read: () => Promise<Value>,
  ): Promise<Cached<Value & AtPosition>> {
    return this.parts.cache.read(name, { ttlSeconds, generations }, async () => {
      const livePosition = await this.parts.publisher.position();
      return { ...await read(), livePosition };
    });
  }
}
