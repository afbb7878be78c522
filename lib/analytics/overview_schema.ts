/** The contract of the overview, as the API gives it out. The numbers themselves are computed elsewhere. */
import { z } from "zod";
import type { Same } from "@/lib/platform/json_schema.ts";
import type { Overview } from "@/lib/analytics/overview.ts";
import { moneySchema } from "@/lib/clients/view.ts";
import { BANDS } from "@/lib/scoring/types.ts";

const fallSchema = z.object({
  clientId: z.string().meta({ example: "66f0a1b2c3d4e5f601234567" }),
  name: z.string().meta({ example: "Acme GmbH" }),
  points: z.number().meta({ description: "By how much the score fell; positive", example: 31 }),
  days: z.number().meta({ description: "Within how many days", example: 7 }),
}).meta({ id: "Fall" });

export const overviewSchema = z.object({
  clients: z.number().meta({ description: "Current clients: active and paused", example: 15 }),
  clientsChange: z.number().nullable().meta({
    description: "Those now minus those of 7 days ago; null when there was none then",
    example: 1,
  }),
  byBand: z.record(z.enum(BANDS), z.number()).meta({
    description: "Current clients by band",
    example: { healthy: 8, at_risk: 4, critical: 2, unknown: 1 },
  }),
  averageHealth: z.number().nullable().meta({
    description: "Mean of the scores of clients that have one, rounded half up; null when none has",
    example: 64,
  }),
  averageHealthChange: z.number().nullable().meta({
    description: "The mean over clients with a score 7 days ago, now minus then; null when there is none",
    example: -2,
  }),
  unscored: z.number().meta({
    description: "Current clients without a score, which the mean leaves out",
    example: 1,
  }),
  openIncidents: z.number().meta({ description: "Open or investigating", example: 6 }),
  openIncidentsChange: z.number().nullable().meta({
    description: "Those now minus those open 7 days ago; null when there was no client then",
    example: 2,
  }),
  mrr: z.array(moneySchema).meta({
    description: "A month, by currency, in order of the codes; sums of different currencies are never added",
  }),
  mrrAtRisk: z.array(moneySchema).meta({ description: "Of clients that are at risk or critical" }),
  mrrAtRiskShare: z.number().nullable().meta({
    description: "At risk ÷ all, 0–1; null with several currencies or no revenue",
    example: 0.27,
  }),
  mrrAtRiskChange: z.array(moneySchema).nullable().meta({
    description:
      "`mrrAtRisk` now minus that of 7 days ago at the amounts of today, where it is not nothing: by clients that came " +
      "to be at risk, recovered, arrived or left. Clients without a known score of then are left out; null when none has one",
  }),
  biggestFall: fallSchema.nullable().meta({
    description: "The client whose score fell most, beyond the threshold of the trend",
  }),
  oldestScoreAt: z.iso.datetime().nullable().meta({
    description: "Time of the oldest score among current clients; null when there is none",
  }),
  scoresStaleFrom: z.iso.datetime().nullable().meta({
    description: "From when on the oldest score has missed its schedule; null when there is none",
  }),
  newestEventAt: z.iso.datetime().nullable().meta({
    description: "Newest event of any client; null when there is none",
  }),
}).meta({ id: "Overview" });

true satisfies Same<Overview, z.output<typeof overviewSchema>>;

export const computedAtField = {
  computedAt: z.iso.datetime().meta({
    description: "When it was read; a while ago when it comes from the cache",
    example: "2026-03-31T09:30:00.000Z",
  }),
};

/** Answer of `GET /analytics/overview`. */
export const overviewAnswerSchema = overviewSchema.extend(computedAtField).meta({ id: "OverviewAnswer" });
