/** The contract of a score model: what an editor or the API may send. Not imported by the score itself. */
import * as z from "zod";
import { DEFAULT_SCORE_MODEL } from "@/lib/scoring/default_model.ts";
import { SEVERITIES } from "@/lib/scoring/types.ts";
import type { ScoreModel } from "@/lib/scoring/types.ts";

const WEIGHT_MAX = 1_000;
const EXPECTED_MAX = 1_000_000_000_000;
const DAYS_MAX = 365;
const POINTS_MAX = 100;

const weight = z.number().positive().max(WEIGHT_MAX).meta({
  description: "Relative weight of the component; the weights are normalised to sum to 1",
  examples: [0.4],
});

const days = z.int().min(1).max(DAYS_MAX);
const share = z.number().min(0).max(1);
const points = z.number().min(0).max(POINTS_MAX);

function baseline(example: { telemetryType: string; expected: number }) {
  return z.strictObject({
    weight,
    telemetryType: z.string().min(1).max(100).meta({
      description: "Telemetry type whose events are counted over the window",
      examples: [example.telemetryType],
    }),
    expected: z.number().positive().max(EXPECTED_MAX).meta({
      description: "Events in a full window that earn 100; fewer earn their share",
      examples: [example.expected],
    }),
  });
}

function penalty(severity: keyof ScoreModel["incident"]["penalties"]) {
  return points.meta({
    description:
      `Points that an open or investigating ${severity} incident takes from the incident component`,
    examples: [DEFAULT_SCORE_MODEL.incident.penalties[severity]],
  });
}

const [critical, high, medium, low] = SEVERITIES;

const incident = z.strictObject({
  weight,
  penalties: z.strictObject({
    [critical]: penalty(critical),
    [high]: penalty(high),
    [medium]: penalty(medium),
    [low]: penalty(low),
  }),
  resolvedShare: share.meta({
    description: "Share of the penalty that an incident resolved within the window still costs, 0–1",
    examples: [0.25],
  }),
});

const newClient = z.strictObject({
  minimumDays: days.meta({
    description: "Days of expected events that even the newest client is measured against",
    examples: [7],
  }),
  fullAfterDays: days.meta({
    description: "Days since start from which the full expected counts apply",
    examples: [30],
  }),
});

const edge = z.int().min(1).max(POINTS_MAX);

const bands = z.strictObject({
  healthyFrom: edge.meta({ description: "Lowest score that is healthy, in whole points", examples: [70] }),
  atRiskFrom: edge.meta({
    description: "Lowest score that is at risk, in whole points; below it a client is critical",
    examples: [40],
  }),
  hysteresisPoints: z.int().min(0).max(POINTS_MAX).meta({
    description: "Whole points beyond an edge that a score must be before the client leaves its band",
    examples: [3],
  }),
}).superRefine(({ healthyFrom, atRiskFrom, hysteresisPoints }, context) => {
  if (atRiskFrom >= healthyFrom) {
    context.addIssue({
      code: "custom",
      path: ["atRiskFrom"],
      message: `At risk must start below healthy (${healthyFrom}), got ${atRiskFrom}`,
    });
  }
  if (healthyFrom + hysteresisPoints > POINTS_MAX || atRiskFrom - hysteresisPoints < 0) {
    context.addIssue({
      code: "custom",
      path: ["hysteresisPoints"],
      message: `A band could never be left: ${hysteresisPoints} points beyond its edge lie outside 0–100`,
    });
  }
});

/** Validates a whole score model. Unknown keys are refused, so that a misspelt number never goes unnoticed. */
export const scoreModelSchema = z.strictObject({
  version: z.int().min(1).meta({ description: "Version of the model; versions never change", examples: [1] }),
  windowDays: days.meta({
    description: "Trailing local days of the client that are counted, today included",
    examples: [30],
  }),
  usage: baseline({ telemetryType: "api_call", expected: 5000 }),
  engagement: baseline({ telemetryType: "login", expected: 30 }),
  incident,
  newClient,
  bands,
  minimumCoverage: z.number().positive().max(1).meta({
    description: "Share of the model's weight that must have data for there to be a score, above 0 up to 1",
    examples: [0.5],
  }),
  trend: z.strictObject({
    days: days.meta({ description: "Days back that the trend compares with", examples: [7] }),
    thresholdPoints: points.meta({
      description: "Points beyond which a change is up or down rather than flat",
      examples: [2],
    }),
  }),
}).meta({
  id: "ScoreModel",
  description: "Every number of the health score: weights, baselines, penalties, bands",
  examples: [DEFAULT_SCORE_MODEL],
}) satisfies z.ZodType<ScoreModel>;
