/**
 * Puts the parts together. Web process, worker and scripts call this with their configuration and close it at the end;
 * no module connects by itself.
 */
import type { Config } from "@/lib/platform/config.ts";
import { type Cache, createCache } from "@/lib/platform/cache.ts";
import { type Clock, systemClock } from "@/lib/platform/clock.ts";
import type { Log } from "@/lib/platform/log.ts";
import { connectMongo, type Database } from "@/lib/platform/mongo.ts";
import { openQueue } from "@/lib/platform/queue.ts";
import { connectRedis, type Redis, type RedisKeys, redisKeys } from "@/lib/platform/redis.ts";
import { OverviewStore } from "@/lib/analytics/overview_store.ts";
import { RiskRadarStore } from "@/lib/analytics/risk_radar.ts";
import { HealthTrendStore } from "@/lib/analytics/health_trends.ts";
import { IncidentStatisticsStore } from "@/lib/analytics/incident_statistics.ts";
import { ReportService } from "@/lib/analytics/report_service.ts";
import { RevenueRiskStore } from "@/lib/analytics/revenue_risk.ts";
import { AnalyticsService } from "@/lib/analytics/service.ts";
import { ClientDetailService } from "@/lib/client_detail/service.ts";
import { ClientService } from "@/lib/clients/service.ts";
import { ClientStore } from "@/lib/clients/store.ts";
import type { Freshness } from "@/lib/clients/view.ts";
import { FactsReader } from "@/lib/health/facts.ts";
import { HistoryStore } from "@/lib/health/history_store.ts";
import { ModelStore } from "@/lib/health/model_store.ts";
import { HealthService } from "@/lib/health/service.ts";
import { IncidentService } from "@/lib/incidents/service.ts";
import { IncidentStore } from "@/lib/incidents/store.ts";
import { createJobs, type Jobs, type Queues, ROLL_UP_QUEUE, SCORE_QUEUE, SWEEP_QUEUE } from "@/lib/jobs.ts";
import { createChangeNotice } from "@/lib/live/change_notice.ts";
import type { ChangeNotice } from "@/lib/live/notice.ts";
import { createPublisher, type Publisher } from "@/lib/live/publish.ts";
import { OutcomeStore } from "@/lib/outcomes/store.ts";
import { EventStore } from "@/lib/telemetry/event_store.ts";
import { IntakeService } from "@/lib/telemetry/intake_service.ts";
import { MarkStore } from "@/lib/telemetry/mark_store.ts";
import { RollUpService } from "@/lib/telemetry/roll_up_service.ts";
import { UsageStore } from "@/lib/telemetry/usage_store.ts";

export interface Stores {
  clients: ClientStore;
  events: EventStore;
  marks: MarkStore;
  usage: UsageStore;
  incidents: IncidentStore;
  outcomes: OutcomeStore;
  history: HistoryStore;
  models: ModelStore;
}

export interface Services {
  config: Config;
  log: Log;
  clock: Clock;
  database: Database;
  redis: Redis;
  keys: RedisKeys;
  queues: Queues;
  cache: Cache;
  publisher: Publisher;
  notice: ChangeNotice;
  jobs: Jobs;
  stores: Stores;
  facts: FactsReader;
  clients: ClientService;
  intake: IntakeService;
  rollUp: RollUpService;
  incidents: IncidentService;
  health: HealthService;
  analytics: AnalyticsService;
  reports: ReportService;
  clientDetail: ClientDetailService;
  /** Now, and how old a score may be before it counts as stale. */
  freshness(): Freshness;
  /** Creates collections, indexes and the first score model where they are missing. */
  ensureSchema(): Promise<void>;
  close(): Promise<void>;
}

export function createServices(config: Config, log: Log, clock: Clock = systemClock): Services {
  const database = connectMongo(config.mongo);
  const redis = connectRedis(config.redis, log);
  const keys = redisKeys(config.redis.keyPrefix);
  const queues: Queues = {
    rollUp: openQueue(ROLL_UP_QUEUE, config.redis, log),
    score: openQueue(SCORE_QUEUE, config.redis, log),
    sweep: openQueue(SWEEP_QUEUE, config.redis, log),
  };
  const stores = createStores(database);
  const cache = createCache({ redis, keys, log, clock, random: Math.random });
  const publisher = createPublisher(redis, keys, log);
  const jobs = createJobs(queues, redis, log);
  const notice = createChangeNotice({ cache, publisher, jobs, clock });
  const facts = new FactsReader(stores);
  const retentionDays = config.telemetryRetentionDays;
  const clients = new ClientService({ store: stores.clients, clock, notice });
  const freshness = () => ({ now: clock(), staleAfterMs: config.staleAfterMs });
  const { db } = database;
  return {
    config,
    log,
    clock,
    database,
    redis,
    keys,
    queues,
    cache,
    publisher,
    notice,
    jobs,
    stores,
    facts,
    clients,
    intake: new IntakeService({
      events: stores.events,
      marks: stores.marks,
      clients,
      jobs,
      clock,
      retentionDays,
    }),
    rollUp: new RollUpService({ ...stores, clock, retentionDays }),
    incidents: new IncidentService({ store: stores.incidents, clients, clock, notice, jobs }),
    health: new HealthService({ ...stores, facts, notice, clock }),
    analytics: new AnalyticsService({
      overview: new OverviewStore(db, stores.incidents),
      radar: new RiskRadarStore(db),
      cache,
      publisher,
      clock,
      cacheTtlSeconds: config.cacheTtlSeconds,
    }),
    reports: new ReportService({
      trends: new HealthTrendStore(db),
      incidents: new IncidentStatisticsStore(db),
      revenue: new RevenueRiskStore(db),
      usage: stores.usage,
      cache,
      clock,
    }),
    clientDetail: new ClientDetailService({
      clients,
      usage: stores.usage,
      incidents: stores.incidents,
      history: stores.history,
      models: stores.models,
      cache,
      publisher,
      freshness,
    }),
    freshness,
    ensureSchema: () => ensureSchema(database, stores, retentionDays, clock),
    close: async () => {
      await Promise.allSettled(Object.values(queues).map((queue) => queue.close()));
      redis.disconnect();
      await database.client.close();
    },
  };
}

function createStores({ db }: Database): Stores {
  return {
    clients: new ClientStore(db),
    events: new EventStore(db),
    marks: new MarkStore(db),
    usage: new UsageStore(db),
    incidents: new IncidentStore(db),
    outcomes: new OutcomeStore(db),
    history: new HistoryStore(db),
    models: new ModelStore(db),
  };
}

async function ensureSchema(
  { db }: Database,
  stores: Stores,
  retentionDays: number,
  clock: Clock,
): Promise<void> {
  const existing = new Set(
    (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
  );
  await stores.clients.ensure();
  await stores.events.ensure(retentionDays, existing);
  await stores.marks.ensure();
  await stores.usage.ensure();
  await stores.incidents.ensure();
  await stores.outcomes.ensure();
  await stores.history.ensure(existing);
  await stores.models.ensure(clock());
}
