import { z } from "zod";
import { type Client, CLIENT_STATUSES, type StoredHealth } from "@/lib/clients/schema.ts";
import { nextCursorSchema } from "@/lib/lists/list_page.ts";
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
  heldUntil: z.number().nullable().meta({
    description:
      "The score at which the band is left, while it is held on to and the score alone would give another; " +
      "else null",
    example: 73,
  }),
  coverage: z.number().meta({ description: "Share of the model that had data, 0–1" }),
  trend: trendSchema.nullable(),
  driver: z.string().meta({ description: "The worst driver in words" }),
  openIncidents: z.int().meta({ description: "Open or investigating" }),
  computedAt: z.iso.datetime().meta({ description: "When the score was computed" }),
  dataAsOf: z.iso.datetime().nullable().meta({
    description: "Newest event of the client, however long ago; null: it never sent any",
  }),
  stale: z.boolean().meta({ description: "A round of scoring that was due has left it out" }),
  staleFrom: z.iso.datetime().meta({
    description:
      "From when on it is stale, unless it is computed anew: when the second round after it is due",
  }),
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
  id: z.string().meta({ description: "Our id of the client", example: "66f0a1b2c3d4e5f601234567" }),
  externalId: z.string().meta({ description: "Your own id of the client, unique", example: "acme" }),
  name: z.string().meta({ example: "Acme GmbH" }),
  plan: z.string().meta({ example: "Enterprise" }),
  industry: z.string().nullable().meta({ example: "Logistics" }),
  mrr: z.int().meta({ description: "Minor units of `currency` a month", example: 1_240_000 }),
  currency: z.string().meta({ description: "ISO 4217", example: "EUR" }),
  status: z.enum(CLIENT_STATUSES),
  timezone: z.string().meta({
    description: "Decides what a day is for this client",
    example: "Europe/Berlin",
  }),
  startedAt: z.iso.datetime().meta({ example: "2025-03-01T00:00:00.000Z" }),
  endedOn: z.iso.date().nullable().meta({
    description: "The local day a client that is gone left",
    example: null,
  }),
  renewsAt: z.iso.datetime().nullable().meta({ example: "2027-03-01T00:00:00.000Z" }),
  owner: z.string().nullable().meta({ description: "Customer-success manager", example: "Dana Okafor" }),
  tags: z.array(z.string()).meta({ example: ["pilot"] }),
  health: healthSummarySchema.nullable().meta({ description: "null: not scored yet" }),
  version: z.int().meta({
    description: "Grows with each change by a user, not with a scoring. It is the first part of the ETag, " +
      '`"<version>-<hash>"`: If-None-Match compares all of it, If-Match the version alone, so that a scoring between ' +
      "read and write does no harm. If-Match is not demanded on PUT, PATCH and DELETE, but recommended",
    example: 3,
  }),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime().meta({ description: "Last change by a user" }),
}).meta({ id: "Client" });

export const moneySchema = z.object({
  amount: z.int().meta({ description: "Minor units of the currency", example: 1_240_000 }),
  currency: z.string().meta({ description: "ISO 4217", example: "EUR" }),
}).meta({ id: "Money" });

export const clientListSchema = z.object({
  clients: z.array(clientSchema),
  total: z.int().meta({ description: "All that match, whatever the page", example: 132 }),
  mrr: z.array(moneySchema).meta({ description: "What all that match pay a month, a sum a currency" }),
  nextCursor: nextCursorSchema,
}).meta({ id: "ClientList" });

const contentsSchema = z.object({
  events: z.int().meta({ description: "Raw telemetry events", example: 4120 }),
  days: z.int().meta({ description: "Daily sums", example: 30 }),
  incidents: z.int().meta({ example: 3 }),
  outcomes: z.int().meta({ example: 0 }),
  notes: z.int().meta({ example: 2 }),
  points: z.int().meta({ description: "Points of the score's history", example: 30 }),
}).meta({ id: "ClientContents" });

/** Answer of `GET /clients/:id/contents`. */
export const clientContentsSchema = z.object({
  clientId: z.string().meta({ example: "66f0a1b2c3d4e5f601234567" }),
  name: z.string().meta({ example: "Acme GmbH" }),
  version: z.int().meta({
    description: 'Of the client; as `If-Match: "<version>-0"` it deletes only what was counted here',
    example: 3,
  }),
  contents: contentsSchema,
}).meta({ id: "ClientContentsAnswer", description: "What a deletion would take along" });

export type ClientContents = z.infer<typeof clientContentsSchema>;

export const removedSchema = z.object({
  clientId: z.string().meta({ example: "66f0a1b2c3d4e5f601234567" }),
  removed: contentsSchema,
}).meta({ id: "RemovedClient", description: "What went with the client" });

export type ClientView = z.infer<typeof clientSchema>;
export type HealthSummaryView = z.infer<typeof healthSummarySchema>;
export type HealthView = z.infer<typeof healthSchema>;

/** When it is, and from when on a score has missed its schedule. */
export interface Freshness {
  now: Date;
  staleFrom(computedAt: Date): Date;
}

export function toHealthSummary(health: StoredHealth, freshness: Freshness): HealthSummaryView {
  const staleFrom = freshness.staleFrom(health.computedAt);
  return {
    score: health.score,
    band: health.band,
    heldUntil: health.heldUntil ?? null,
    coverage: health.coverage,
    trend: health.trend,
    driver: health.driver,
    openIncidents: health.openIncidents,
    computedAt: health.computedAt.toISOString(),
    dataAsOf: health.dataAsOf?.toISOString() ?? null,
    stale: staleFrom <= freshness.now,
    staleFrom: staleFrom.toISOString(),
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
