/** Everything a client's page shows, read once and cached for all viewers. */
import { z } from "zod";
import type { Cache, Cached } from "@/lib/platform/cache.ts";
import { type Day, dayOf, daysBetween, daysFrom, trailingWindow } from "@/lib/platform/days.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { summaryOf, usageSummarySchema } from "@/lib/client_detail/usage_totals.ts";
import type { StoredHealth } from "@/lib/clients/schema.ts";
import type { ClientService } from "@/lib/clients/service.ts";
import {
  clientSchema,
  type Freshness,
  healthSchema,
  toClientView,
  toHealthView,
} from "@/lib/clients/view.ts";
import type { HistoryStore } from "@/lib/health/history_store.ts";
import type { ModelStore } from "@/lib/health/model_store.ts";
import type { IncidentStore } from "@/lib/incidents/store.ts";
import { incidentSchema, toIncidentView } from "@/lib/incidents/view.ts";
import { GENERATIONS } from "@/lib/live/change_notice.ts";
import type { Publisher } from "@/lib/live/publish.ts";
import { stepFigures, tableFigures } from "@/lib/scoring/figures.ts";
import { explainSentence, remedySentence } from "@/lib/scoring/sentences.ts";
import { BANDS, COMPONENT_KEYS, type ScoreModel } from "@/lib/scoring/types.ts";
import type { UsageStore } from "@/lib/telemetry/usage_store.ts";

const CLIENT_ID = /^[0-9a-f]{24}$/;
const USAGE_DAYS = 30;
const INCIDENTS_SHOWN = 50;

export const usageDaySchema = z.object({
  day: z.string().meta({ description: "The client's local day", example: "2026-03-01" }),
  counts: z.record(z.string(), z.int()).nullable().meta({
    description: "Sums by type; null when nothing was received that day, which is not zero",
  }),
  users: z.int().nullable().meta({ description: "Distinct users seen, whatever they did" }),
}).meta({ id: "UsageDay" });

/** What of the active score model a page needs to draw a score and a usage beside what is normal. */
export const scoreScaleSchema = z.object({
  windowDays: z.int(),
  bands: z.object({
    healthyFrom: z.number().meta({ description: "Lower edge of healthy, on the rounded score" }),
    atRiskFrom: z.number(),
  }),
  usage: z.object({
    telemetryType: z.string(),
    expected: z.number().meta({ description: "Count in a full window that earns 100" }),
  }),
  engagement: z.object({
    telemetryType: z.string(),
    expected: z.number().meta({ description: "Count in a full window that earns 100" }),
  }),
}).meta({ id: "ScoreScale" });

const remedyWordsSchema = z.object({
  component: z.enum(COMPONENT_KEYS),
  sentence: z.string().meta({ example: "3,800 more API calls within 30 days" }),
  reaches: z.object({ score: z.number().nullable(), band: z.enum(BANDS) }).nullable().meta({
    description: "null: this part alone cannot bring it back",
  }),
}).meta({ id: "RemedyWords" });

const shownFiguresSchema = z.object({
  decimals: z.int().meta({ description: "The fewest with which a reader who adds up gets what is shown" }),
  addUp: z.boolean().meta({ description: "False where no number of decimals does that" }),
}).meta({ id: "ShownFigures" });

export const clientDetailSchema = clientSchema.extend({
  health: healthSchema.nullable(),
  explanation: z.object({
    sentence: z.string().meta({ description: "The score, its change and its reasons" }),
    remedies: z.array(remedyWordsSchema).meta({
      description: "What to do for each of `health.remedies`, in their order",
    }),
    steps: shownFiguresSchema.meta({ description: "Of the points that each component takes" }),
    calculation: shownFiguresSchema.meta({ description: "Of every figure of the calculation" }),
  }).nullable().meta({ description: "The health as people are told it; null: not scored yet" }),
  renewsOn: z.string().nullable().meta({ description: "Day of the next renewal in the client's zone" }),
  renewsInDays: z.int().nullable().meta({ description: "From the client's today; negative when passed" }),
  scale: scoreScaleSchema,
  usageSummary: usageSummarySchema.meta({ description: "Of the last 30 local days" }),
  usage: z.array(usageDaySchema).meta({ description: "The last 30 local days, oldest first" }),
  unresolvedIncidents: z.int().meta({
    description: "Open or investigating, those that are not listed here too",
  }),
  incidents: z.array(incidentSchema).meta({ description: "Open first, then the newest; at most 50" }),
}).meta({ id: "ClientDetail" });

export type UsageDayView = z.infer<typeof usageDaySchema>;
export type RemedyWords = z.infer<typeof remedyWordsSchema>;
export type HealthExplanation = NonNullable<ClientDetail["explanation"]>;
export type ClientDetail = z.infer<typeof clientDetailSchema>;

export class ClientDetailService {
  constructor(
    private readonly parts: {
      clients: ClientService;
      usage: UsageStore;
      incidents: IncidentStore;
      history: HistoryStore;
      models: ModelStore;
      cache: Cache;
      publisher: Publisher;
      freshness: () => Freshness;
    },
  ) {}

  /**
   * @param id our id or `external:<externalId>`
   * @throws {NotFoundError}
   */
  async read(id: string): Promise<Cached<ClientDetail> & { livePosition: string }> {
    // Only what can be one of our ids is looked for in the cache, which would keep a counter for each.
    const clientId = CLIENT_ID.test(id) ? id : (await this.parts.clients.get(id))._id;
    const cached = await this.parts.cache.read(
      `client-detail:${clientId}`,
      { ttlSeconds: LIMITS.cacheClientSeconds, generations: [GENERATIONS.client(clientId)] },
      async () => {
        const livePosition = await this.parts.publisher.position();
        return { detail: await this.#readDetail(clientId), livePosition };
      },
    );
    return { ...cached, value: cached.value.detail, livePosition: cached.value.livePosition };
  }

  async #readDetail(clientId: string): Promise<ClientDetail> {
    const freshness = this.parts.freshness();
    const client = await this.parts.clients.get(clientId);
    const today = dayOf(freshness.now, client.timezone);
    const renewsOn = client.renewsAt && dayOf(client.renewsAt, client.timezone);
    const [model, usage, incidents, unresolvedIncidents] = await Promise.all([
      this.parts.models.active(),
      this.usageDays(clientId, today, USAGE_DAYS),
      this.parts.incidents.findOfClient(clientId, INCIDENTS_SHOWN),
      this.parts.incidents.countUnresolvedOf(clientId),
    ]);
    return {
      ...toClientView(client, freshness),
      health: client.health && toHealthView(client.health, freshness),
      explanation: client.health && explanationOf(client.health, model),
      renewsOn,
      renewsInDays: renewsOn === null ? null : daysBetween(today, renewsOn),
      scale: toScoreScale(model),
      usageSummary: summaryOf(usage),
      usage,
      unresolvedIncidents,
      incidents: incidents.map(toIncidentView),
    };
  }

  /** One entry a local day up to `lastDay`; days without data are there, as null. */
  async usageDays(clientId: string, lastDay: Day, length: number): Promise<UsageDayView[]> {
    const { first, last } = trailingWindow(lastDay, length);
    const stored = await this.parts.usage.find([clientId], first, last);
    const byDay = new Map(stored.map((usage) => [usage.day, usage]));
    return daysFrom(first, last).map((day) => {
      const usage = byDay.get(day);
      const received = usage !== undefined && Object.keys(usage.counts).length > 0;
      return { day, counts: received ? usage.counts : null, users: received ? usage.users : null };
    });
  }
}

function explanationOf(health: StoredHealth, model: ScoreModel): ClientDetail["explanation"] {
  const of = { windowDays: model.windowDays, components: health.components };
  return {
    sentence: explainSentence(health, health.trend),
    remedies: health.remedies.map((remedy) => ({
      component: remedy.component,
      sentence: remedySentence(remedy, of),
      reaches: remedy.reachable ? { score: remedy.score, band: remedy.band } : null,
    })),
    steps: stepFigures(health),
    calculation: tableFigures(health),
  };
}

function toScoreScale({ windowDays, bands, usage, engagement }: ScoreModel): ClientDetail["scale"] {
  return {
    windowDays,
    bands: { healthyFrom: bands.healthyFrom, atRiskFrom: bands.atRiskFrom },
    usage: { telemetryType: usage.telemetryType, expected: usage.expected },
    engagement: { telemetryType: engagement.telemetryType, expected: engagement.expected },
  };
}
