/** The contract of the risk radar, as the API gives it out. */
import { z } from "zod";
import type { Same } from "@/lib/platform/json_schema.ts";
import { computedAtField } from "@/lib/analytics/overview_schema.ts";
import type { RiskRadar, RiskRadarRow } from "@/lib/analytics/radar_row.ts";
import { healthSummarySchema } from "@/lib/clients/view.ts";
import { positionSchema } from "@/lib/live/position_schema.ts";

const { score, band, heldUntil, trend, driver, openIncidents, dataAsOf } = healthSummarySchema.shape;

export const riskRadarRowSchema = z.object({
  clientId: z.string().meta({ example: "66f0a1b2c3d4e5f601234567" }),
  name: z.string().meta({ example: "Acme GmbH" }),
  plan: z.string().meta({ example: "Enterprise" }),
  band,
  score,
  heldUntil,
  trend,
  sparkline: z.array(z.number().nullable()).meta({
    description: "Scores of the last 30 local days, oldest first; null where a day has none",
  }),
  driver,
  mrr: z.number().meta({ description: "Minor units of `currency` a month", example: 1_240_000 }),
  currency: z.string().meta({ description: "ISO 4217", example: "EUR" }),
  renewsOn: z.string().nullable().meta({
    description: "Day of the next renewal in the client's zone",
    example: "2027-03-01",
  }),
  renewsInDays: z.number().nullable().meta({
    description: "From the client's today; negative when it has passed",
    example: 42,
  }),
  openIncidents,
  dataAsOf,
  computedAt: z.iso.datetime().meta({ description: "When the score was computed" }),
  staleFrom: z.iso.datetime().nullable().meta({
    description: "From when on the score is stale, unless it is computed anew; null when there is none",
  }),
}).meta({ id: "RiskRadarRow" });

true satisfies Same<RiskRadarRow, z.output<typeof riskRadarRowSchema>>;

export const riskRadarSchema = z.object({
  rows: z.array(riskRadarRowSchema).meta({ description: "Worst first; ties by name, then id" }),
  total: z.number().meta({
    description: "All clients at risk, those beyond the page included",
    example: 6,
  }),
});

true satisfies Same<RiskRadar, z.output<typeof riskRadarSchema>>;

/** Answer of `GET /analytics/risk-radar`. */
export const riskRadarAnswerSchema = riskRadarSchema.extend({
  ...computedAtField,
  livePosition: positionSchema,
})
  .meta({ id: "RiskRadar" });
