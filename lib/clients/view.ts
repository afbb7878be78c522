import { z } from "zod";
import { type Client, CLIENT_STATUSES, type StoredHealth } from "@/lib/clients/schema.ts";
import { remedySchema, scoreComponentSchema } from "@/lib/scoring/score_schema.ts";
import { BANDS } from "@/lib/scoring/types.ts";

const trendSchema = z.object({
  delta: z.number().meta({ description: "Points now minus points `days` ago" }),
  direction: z.enum(["up", "down", "flat"]),
  days: z.int(),
}).meta({ id: "Trend" });

const healthSummaryFields = {
  score: z.int().min(0).max(100).nullable().meta({ description: "null: not enough data for a score" }),
  band: z.enum(BANDS),
  coverage: z.number().meta({ description: "Share of the model that had data, 0–1" }),
  trend: trendSchema.nullable(),
  driver: z.string().meta({ description: "The worst driver in words" }),
  openIncidents: z.int(),
  computedAt: z.iso.datetime(),
  dataAsOf: z.iso.datetime().nullable().meta({ description: "Newest event counted" }),
  stale: z.boolean().meta({ description: "Older than two periods of the scoring schedule" }),
};

export const healthSummarySchema = z.object(healthSummaryFields).meta({ id: "HealthSummary" });

export const healthSchema = z.object({
  ...healthSummaryFields,
  unrounded: z.number().nullable(),
  components: z.array(scoreComponentSchema).readonly(),
  remedies: z.array(remedySchema).readonly(),
  modelVersion: z.int(),
  recentScores: z.array(z.int().nullable()),
}).meta({ id: "Health" });

export const clientSchema = z.object({
  id: z.string(),
  externalId: z.string(),
  name: z.string(),
  plan: z.string(),
  industry: z.string().nullable(),
  mrr: z.int().meta({ description: "Minor units of `currency` a month" }),
  currency: z.string(),
  status: z.enum(CLIENT_STATUSES),
  timezone: z.string(),
  startedAt: z.iso.datetime(),
  endedOn: z.string().nullable(),
  renewsAt: z.iso.datetime().nullable(),
  owner: z.string().nullable(),
  tags: z.array(z.string()),
  health: healthSummarySchema.nullable(),
  version: z.int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
}).meta({ id: "Client" });

export type ClientView = z.infer<typeof clientSchema>;
export type HealthSummaryView = z.infer<typeof healthSummarySchema>;
export type HealthView = z.infer<typeof healthSchema>;

/** When it is, and how old a score may be before it has missed a sweep. */
export interface Freshness {
  now: Date;
  staleAfterMs: number;
}

export function isStale(computedAt: Date, { now, staleAfterMs }: Freshness): boolean {
  return now.getTime() - computedAt.getTime() > staleAfterMs;
}

export function toHealthSummary(health: StoredHealth, freshness: Freshness): HealthSummaryView {
  return {
    score: health.score,
    band: health.band,
    coverage: health.coverage,
    trend: health.trend,
    driver: health.driver,
    openIncidents: health.openIncidents,
    computedAt: health.computedAt.toISOString(),
    dataAsOf: health.dataAsOf?.toISOString() ?? null,
    stale: isStale(health.computedAt, freshness),
  };
}

export function toHealthView(health: StoredHealth, freshness: Freshness): HealthView {
  return {
    ...toHealthSummary(health, freshness),
    unrounded: health.unrounded,
    components: health.components,
    remedies: health.remedies,
    modelVersion: health.modelVersion,
    recentScores: health.recentScores,
  };
}

export function toClientView(client: Client, freshness: Freshness): ClientView {
  return {
    id: client._id,
    externalId: client.externalId,
    name: client.name,
    plan: client.plan,
    industry: client.industry,
    mrr: client.mrr,
    currency: client.currency,
    status: client.status,
    timezone: client.timezone,
    startedAt: client.startedAt.toISOString(),
    endedOn: client.endedOn,
    renewsAt: client.renewsAt?.toISOString() ?? null,
    owner: client.owner,
    tags: client.tags,
    health: client.health && toHealthSummary(client.health, freshness),
    version: client.version,
    createdAt: client.createdAt.toISOString(),
    updatedAt: client.updatedAt.toISOString(),
  };
}
