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
import { RecentEventsService } from "@/lib/analytics/recent_events.ts";
import { RiskRadarStore } from "@/lib/analytics/risk_radar.ts";
import { HealthTrendStore } from "@/lib/analytics/health_trends.ts";
import { IncidentStatisticsStore } from "@/lib/analytics/incident_statistics.ts";
import { ReportService } from "@/lib/analytics/report_service.ts";
import { RevenueRiskStore } from "@/lib/analytics/revenue_risk.ts";
import { ScoreMapStore } from "@/lib/analytics/score_map.ts";
import { AnalyticsService } from "@/lib/analytics/service.ts";
import { CloudEventsService } from "@/lib/cloudevents/service.ts";
import { ClientListService } from "@/lib/client_list/service.ts";
import { ClientPartsService } from "@/lib/client_detail/parts_service.ts";
import { ClientDetailService } from "@/lib/client_detail/service.ts";
import { ClientTimeService } from "@/lib/client_detail/time_service.ts";
import { RemovalService, type TakeRemains } from "@/lib/clients/removal_service.ts";
import { Rezoning } from "@/lib/clients/rezoning.ts";
import { ClientService } from "@/lib/clients/service.ts";
import type { ClientRef } from "@/lib/clients/store.ts";
import type { Freshness } from "@/lib/clients/view.ts";
import { FactsReader } from "@/lib/health/facts.ts";
import { ScoreSchedule } from "@/lib/health/score_schedule.ts";
import { HealthService } from "@/lib/health/service.ts";
import { IncidentListService } from "@/lib/incident_list/service.ts";
import { IncidentService } from "@/lib/incidents/service.ts";
import {
  createJobs,
  type Jobs,
  OVERVIEW_QUEUE,
  type Queues,
  ROLL_UP_QUEUE,
  SCORE_QUEUE,
  SIMULATION_QUEUE,
  SWEEP_QUEUE,
} from "@/lib/jobs.ts";
import { createChangeNotice } from "@/lib/live/change_notice.ts";
import type { ChangeNotice } from "@/lib/live/notice.ts";
import { createPublisher, type Publisher } from "@/lib/live/publish.ts";
import { NoteService } from "@/lib/notes/service.ts";
import { OutcomeService } from "@/lib/outcomes/service.ts";
import { ParkingService } from "@/lib/parking/service.ts";
import { UnparkingService } from "@/lib/parking/unparking.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { SegmentService } from "@/lib/segment/service.ts";
import { createSimulationService } from "@/lib/simulation/create.ts";
import type { SimulationService } from "@/lib/simulation/service.ts";
import { createStores, ensureSchema, type Stores } from "@/lib/stores.ts";
import { IntakeRecovery } from "@/lib/telemetry/intake_recovery.ts";
import { IntakeService } from "@/lib/telemetry/intake_service.ts";
import { RollUpService } from "@/lib/telemetry/roll_up_service.ts";

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
  rezoning: Rezoning;
  removal: RemovalService;
  outcomes: OutcomeService;
  notes: NoteService;
  intake: IntakeService;
  intakeRecovery: IntakeRecovery;
  parking: ParkingService;
  unparking: UnparkingService;
  segment: SegmentService;
  cloudEvents: CloudEventsService;
  rollUp: RollUpService;
  incidents: IncidentService;
  simulation: SimulationService;
  health: HealthService;
  analytics: AnalyticsService;
  reports: ReportService;
  recentEvents: RecentEventsService;
  clientDetail: ClientDetailService;
  clientTime: ClientTimeService;
  clientList: ClientListService;
  incidentList: IncidentListService;
  clientParts: ClientPartsService;
  /** Now, and from when on a score has missed its schedule. */
  freshness(): Freshness;
  /** Creates collections, indexes and the first score model where they are missing. */
  ensureSchema(): Promise<void>;
  close(): Promise<void>;
}

export function createServices(config: Config, log: Log, clock: Clock = systemClock): Services {
  const database = connectMongo(config.mongo);
  const redis = connectRedis(config.redis, log);
  const keys = redisKeys(config.redis.keyPrefix);
  const open = <Payload>(name: string) => openQueue<Payload>(name, redis, keys.queuePrefix(), log);
  const queues: Queues = {
    rollUp: open(ROLL_UP_QUEUE),
    score: open(SCORE_QUEUE),
    overview: open(OVERVIEW_QUEUE),
    sweep: open(SWEEP_QUEUE),
    simulation: open(SIMULATION_QUEUE),
  };
  const stores = createStores(database);
  const cache = createCache({ redis, keys, log, clock, random: Math.random, source: database.presence });
  const publisher = createPublisher(redis, keys, log);
  const jobs = createJobs(queues, redis, log);
  const schedule = new ScoreSchedule(config.healthScoreCron);
  const freshness = () => ({ now: clock(), staleFrom: (computedAt: Date) => schedule.staleFrom(computedAt) });
  const notice = createChangeNotice({ cache, publisher, jobs, freshness });
  const facts = new FactsReader(stores);
  const retentionDays = config.telemetryRetentionDays;
  const { walks } = stores;
  const rezoning = new Rezoning({ ...stores, jobs, clock, retentionDays });
  const appeared = (client: ClientRef): Promise<boolean> => unparking.welcome(client);
  // Whoever writes for clients asks it afterwards; it asks clients.
  const takeRemains: TakeRemains = (clientIds) => removal.takeRemains(clientIds);
  const clients = new ClientService({
    takeRemains,
    store: stores.clients,
    deletedClients: stores.deletedClients,
    walks,
    rezoning,
    jobs,
    clock,
    notice,
    appeared,
  });
  const removal = new RemovalService({ ...stores, service: clients, notice, clock });
  const limits = { perAccount: LIMITS.parkedPerAccount, total: LIMITS.parkedTotal };
  const parking = new ParkingService({ store: stores.parked, clock, retentionDays, limits });
  const intake = new IntakeService({ ...stores, clients, parking, jobs, clock, retentionDays });
  const unparking = new UnparkingService({ store: stores.parked, intake, clients, clock, log });
  const clientDetail = new ClientDetailService({ ...stores, clients, cache, publisher, freshness });
  const notes = new NoteService({ store: stores.notes, clients, walks, notice, clock });
  const clientTime = new ClientTimeService({ ...stores, clients, detail: clientDetail, clock, freshness });
  const incidents = new IncidentService({ store: stores.incidents, clients, walks, clock, notice, jobs });
  const simulation = createSimulationService(
    { clients, intake, incidents, jobs, notice, cache, publisher, queues, redis, clock, stores },
    { allowed: config.simulationAllowed },
  );
  const clientParts = new ClientPartsService({ time: clientTime, notes, simulation, cache });
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
    rezoning,
    removal,
    outcomes: new OutcomeService({ store: stores.outcomes, clients, clock }),
    notes,
    intake,
    intakeRecovery: new IntakeRecovery({ ...stores, clients, jobs, clock }),
    parking,
    unparking,
    segment: new SegmentService({ store: stores.segment, intake, parking, clients, clock }),
    cloudEvents: new CloudEventsService(intake),
    rollUp: new RollUpService({ ...stores, clock, retentionDays, takeRemains }),
    incidents,
    simulation,
    health: new HealthService({ ...stores, facts, notice, clock, takeRemains }),
    analytics: new AnalyticsService({
      overview: new OverviewStore(db, { incidents: stores.incidents, history: stores.history }),
      radar: new RiskRadarStore(db),
      cache,
      publisher,
      freshness,
      cacheTtlSeconds: config.cacheTtlSeconds,
    }),
    reports: new ReportService({
      trends: new HealthTrendStore(db),
      incidents: new IncidentStatisticsStore(db),
      revenue: new RevenueRiskStore(db),
      usage: stores.usage,
      map: new ScoreMapStore(db),
      models: stores.models,
      cache,
      clock,
    }),
    recentEvents: new RecentEventsService({ clients: stores.clients, redis, keys }),
    clientDetail,
    incidentList: new IncidentListService({ incidents, cache, publisher }),
    clientList: new ClientListService({ clients, cache, publisher, freshness }),
    clientTime,
    clientParts,
    freshness,
    ensureSchema: async () => {
      // A client that could not connect stays dead until it is told to connect again.
      await database.client.connect();
      await ensureSchema(database, stores, retentionDays, clock, log);
    },
    close: async () => {
      await Promise.allSettled(Object.values(queues).map((queue) => queue.close()));
      redis.disconnect();
      await database.client.close();
    },
  };
}
