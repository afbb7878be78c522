/** The contract of an explained score, as the API gives it out. Not imported by the score itself. */
import { z } from "zod";
import { BANDS, COMPONENT_KEYS, SEVERITIES } from "@/lib/scoring/types.ts";

const incidentPenaltySchema = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  title: z.string(),
  severity: z.enum(SEVERITIES),
  open: z.boolean(),
  penalty: z.number().meta({ description: "Taken from the incident component, before the floor at zero" }),
}).meta({ id: "IncidentPenalty" });

const baselineFactsSchema = z.object({
  kind: z.literal("baseline"),
  telemetryType: z.string(),
  count: z.number().nullable().meta({ description: "null: never sent" }),
  expected: z.number().meta({ description: "In the window, after pro-rating for a new client" }),
  proRata: z.number(),
  silentSince: z.iso.date().optional().meta({
    description:
      "The local day the type came last; there when it used to come and none did in the window, so that " +
      "`count` is a measured zero",
  }),
}).meta({ id: "BaselineFacts" });

const penaltyFactsSchema = z.object({
  kind: z.literal("penalties"),
  incidents: z.array(incidentPenaltySchema).readonly(),
  total: z.number().meta({ description: "Sum of the penalties; may exceed 100" }),
}).meta({ id: "PenaltyFacts" });

export const scoreComponentSchema = z.object({
  key: z.enum(COMPONENT_KEYS),
  value: z.number().nullable().meta({ description: "0–100, unrounded; null without data" }),
  weight: z.number().meta({ description: "Normalised weight in the model" }),
  weightUsed: z.number().meta({ description: "After components without data were left out; 0 for those" }),
  points: z.number().meta({ description: "value × weightUsed" }),
  pointsLost: z.number(),
  facts: z.discriminatedUnion("kind", [baselineFactsSchema, penaltyFactsSchema]),
}).meta({ id: "ScoreComponent" });

const reached = { reachable: z.literal(true), band: z.enum(BANDS), score: z.int() };

/** The smallest change of one component alone that reaches the next band, or where its best would end. */
export const remedySchema = z.union([
  z.object({
    component: z.enum(["usage", "engagement"]),
    ...reached,
    telemetryType: z.string(),
    additionalCount: z.number(),
  }),
  z.object({
    component: z.literal("incident"),
    ...reached,
    resolve: z.array(incidentPenaltySchema).readonly(),
  }),
  z.object({
    component: z.enum(COMPONENT_KEYS),
    reachable: z.literal(false),
    score: z.int().nullable(),
  }),
]).meta({ id: "Remedy" });
