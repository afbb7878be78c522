/** Reports over all clients. They are read often and change slowly: cached, not invalidated by every score. */
import type { Cache, Cached } from "@/lib/platform/cache.ts";
import type { Clock } from "@/lib/platform/clock.ts";
import { dayOf } from "@/lib/platform/days.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { type HealthTrends, type HealthTrendStore, REPORT_TIME_ZONE } from "@/lib/analytics/health_trends.ts";
import type { IncidentStatistics, IncidentStatisticsStore } from "@/lib/analytics/incident_statistics.ts";
import type { RevenueRisk, RevenueRiskStore } from "@/lib/analytics/revenue_risk.ts";
import { readUsageTotals, type UsageTotals } from "@/lib/analytics/usage_totals.ts";
import type { ScoreMap, ScoreMapStore } from "@/lib/analytics/score_map.ts";
import type { ModelStore } from "@/lib/health/model_store.ts";
import { GENERATIONS } from "@/lib/live/change_notice.ts";
import type { UsageStore } from "@/lib/telemetry/usage_store.ts";

export class ReportService {
  constructor(
    private readonly parts: {
      trends: HealthTrendStore;
      incidents: IncidentStatisticsStore;
      revenue: RevenueRiskStore;
      usage: UsageStore;
      map: ScoreMapStore;
      models: ModelStore;
      cache: Cache;
      clock: Clock;
    },
  ) {}

  healthTrends(days: number): Promise<Cached<HealthTrends>> {
    return this.#read(`health-trends:${days}`, [], async () => ({
      timezone: REPORT_TIME_ZONE,
      days: await this.parts.trends.read(dayOf(this.parts.clock(), REPORT_TIME_ZONE), days),
    }));
  }

  incidents(days: number): Promise<Cached<IncidentStatistics>> {
    return this.#read(
      `incident-statistics:${days}`,
      [GENERATIONS.incidents],
      () => this.parts.incidents.read(this.parts.clock(), days),
    );
  }

  revenueRisk(): Promise<Cached<RevenueRisk>> {
    return this.#read(
      "revenue-risk",
      [GENERATIONS.clients],
      () => this.parts.revenue.read(this.parts.clock()),
    );
  }

  usage(days: number): Promise<Cached<UsageTotals>> {
    return this.#read(
      `usage-by-day:${days}`,
      [],
      () => readUsageTotals(this.parts.usage, this.parts.clock(), days),
    );
  }

  /** @param options.currency that with the most clients if absent */
  scoreMap(options: { currency?: string | undefined; limit: number }): Promise<Cached<ScoreMap>> {
    const { currency = "", limit } = options;
    return this.#read(
      `score-map:${currency}:${limit}`,
      [GENERATIONS.clients],
      async () => this.parts.map.read(await this.parts.models.active(), options),
    );
  }

  #read<Value>(name: string, generations: string[], read: () => Promise<Value>): Promise<Cached<Value>> {
    return this.parts.cache.read(name, { ttlSeconds: LIMITS.cacheListSeconds, generations }, read);
  }
}
