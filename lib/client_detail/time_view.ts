/** What the API shows of a client over time: usage, heatmap, scores. */
import { z } from "zod";
import { healthSchema } from "@/lib/clients/view.ts";
import { usageDaySchema } from "@/lib/client_detail/service.ts";
import { usageSummarySchema } from "@/lib/client_detail/usage_totals.ts";
import { severitySchema } from "@/lib/incidents/schema.ts";
import { BANDS } from "@/lib/scoring/types.ts";

const DAYS_EXAMPLE = "2026-03-31";

/** Whose days, and from when to when. */
const spanFields = {
  clientId: z.string().meta({ example: "66f0a1b2c3d4e5f601234567" }),
  timezone: z.string().meta({ description: "A day is one of this zone", example: "Europe/Berlin" }),
  first: z.iso.date().meta({ description: "First local day", example: "2026-03-02" }),
  last: z.iso.date().meta({ description: "Last local day: today", example: DAYS_EXAMPLE }),
};

const beginsField = {
  begins: z.iso.date().nullable().meta({
    description:
      "First day of these that is not before the client's first data, of any type; null: it never sent any",
    example: "2026-03-02",
  }),
};

export const usageSchema = z.object({
  ...spanFields,
  ...beginsField,
  types: z.array(z.string()).meta({
    description: "Telemetry types that occur, in code-point order",
    example: ["api_call", "login"],
  }),
  ...usageSummarySchema.shape,
  days: z.array(usageDaySchema).meta({ description: "One entry a local day, oldest first, gaps included" }),
}).meta({ id: "Usage" });

export const heatmapSchema = z.object({
  ...spanFields,
  ...beginsField,
  telemetryType: z.string().meta({
    description: "What counts as a login: the engagement type of the score model",
    example: "login",
  }),
  thresholds: z.tuple([z.int(), z.int(), z.int()]).nullable().meta({
    description:
      "Quartiles of this client's own days with logins: above the first a day is of level 2, above the second " +
      "3, above the third 4; null when there is no such day",
    example: [2, 5, 9],
  }),
  days: z.array(z.object({
    day: z.iso.date().meta({ example: DAYS_EXAMPLE }),
    logins: z.int().nullable().meta({ description: "null: nothing was received, which is not zero" }),
    level: z.int().min(0).max(4).nullable().meta({
      description: "0: no login; 1 to 4 by quartile; null: no data",
    }),
  })).meta({ description: "One entry a local day, oldest first" }),
}).meta({ id: "Heatmap" });

export const clientHealthSchema = z.object({
  clientId: spanFields.clientId,
  externalId: z.string().meta({ example: "acme" }),
  health: healthSchema.nullable().meta({ description: "null: not scored yet" }),
}).meta({ id: "ClientHealth" });

const changeFields = {
  at: z.iso.datetime().meta({ example: "2026-03-31T09:30:00.000Z" }),
  day: z.iso.date().meta({ description: "The client's local day of it", example: DAYS_EXAMPLE }),
};

const incidentChangeFields = {
  ...changeFields,
  incidentId: z.string().meta({ example: "66f0a1b2c3d4e5f601234569" }),
  title: z.string().meta({ example: "API answers 500" }),
  severity: severitySchema,
};

/** What can move a score beside usage. */
export const scoreChangeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("incident_opened"), ...incidentChangeFields }),
  z.object({ kind: z.literal("incident_resolved"), ...incidentChangeFields }),
  z.object({
    kind: z.literal("model_changed"),
    ...changeFields,
    modelVersion: z.int().meta({ description: "Of the first scoring with another model", example: 2 }),
  }),
]).meta({ id: "ScoreChange", description: "Something that can move a score beside usage" });

export const healthHistorySchema = z.object({
  ...spanFields,
  days: z.array(z.object({
    day: z.iso.date().meta({ example: DAYS_EXAMPLE }),
    score: z.int().nullable().meta({ description: "At the end of the day (now, for today); null: none" }),
    band: z.enum(BANDS).nullable().meta({ description: "null: not scored yet by then" }),
  })).meta({ description: "One entry a local day, oldest first" }),
  points: z.array(z.object({
    at: z.iso.datetime().meta({ example: "2026-03-31T09:30:00.000Z" }),
    score: z.int().nullable(),
    band: z.enum(BANDS),
    coverage: z.number().meta({ description: "Share of the model that had data, 0–1" }),
    components: z.object({
      usage: z.number().nullable(),
      engagement: z.number().nullable(),
      incident: z.number().nullable(),
    }).meta({ description: "Unrounded values, 0–100; null without data" }),
    modelVersion: z.int(),
  })).meta({ description: "Every scoring that changed something, and the first of each day, oldest first" }),
  changes: z.array(scoreChangeSchema).meta({
    description: "Incidents and models that came or went on these days, oldest first",
  }),
}).meta({ id: "HealthHistory" });

export type UsageView = z.infer<typeof usageSchema>;
export type HeatmapView = z.infer<typeof heatmapSchema>;
export type ClientHealthView = z.infer<typeof clientHealthSchema>;
export type ScoreChangeView = z.infer<typeof scoreChangeSchema>;
export type HealthHistoryView = z.infer<typeof healthHistorySchema>;
