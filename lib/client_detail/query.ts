import { z } from "zod";
import { inJsonSchema } from "@/lib/platform/json_schema.ts";
import { wholeNumberSchema } from "@/lib/platform/schema.ts";
import { csvFields } from "@/lib/exports/query.ts";
import { TELEMETRY_TYPE, telemetryTypeSchema } from "@/lib/telemetry/schema.ts";

const DAYS_MAX = 400;
const TYPES_MAX = 20;

const daysSchema = (initial: number) =>
  wholeNumberSchema(1, DAYS_MAX).default(initial).meta({
    description: `How many local days, today included; at most ${DAYS_MAX}`,
    example: String(initial),
  });

const usageFields = {
  days: daysSchema(30),
  type: z.string().transform((text) => [...new Set(text.split(","))]).pipe(
    z.array(telemetryTypeSchema).max(TYPES_MAX, `must name at most ${TYPES_MAX} types`),
  ).meta(inJsonSchema({
    type: "array",
    items: { type: "string", pattern: TELEMETRY_TYPE.source },
    minItems: 1,
    maxItems: TYPES_MAX,
  })).optional().meta({
    description: "Only these telemetry types, separated by commas; all if absent",
    example: "login",
  }),
};

/** Query of `GET /clients/:id/usage`. */
export const usageQuerySchema = z.object(usageFields);
/** Query of `GET /clients/:id/usage.csv`. */
export const usageCsvQuerySchema = z.object({ ...usageFields, ...csvFields });
/** Query of `GET /clients/:id/heatmap`. */
export const heatmapQuerySchema = z.object({ days: daysSchema(365) });
/** Query of `GET /clients/:id/health-history`. */
export const historyQuerySchema = z.object({ days: daysSchema(90) });

export type UsageQuery = z.output<typeof usageQuerySchema>;
