import { z } from "zod";
import { LIMITS } from "@/lib/platform/limits.ts";
import { wholeNumberSchema } from "@/lib/platform/schema.ts";
import { csvFields } from "@/lib/exports/query.ts";

/** Query of `GET /analytics/risk-radar`. */
export const radarQuerySchema = z.object({
  page: wholeNumberSchema(1, 1_000_000).default(1).meta({ description: "From 1", example: "1" }),
  limit: wholeNumberSchema(1, LIMITS.pageSizeMax).default(LIMITS.pageSizeDefault).meta({
    description: `Clients a page, at most ${LIMITS.pageSizeMax}`,
    example: "25",
  }),
});

const REPORT_DAYS_MAX = 400;

/** Query of the reports over time. */
export const reportQuerySchema = z.object({
  days: wholeNumberSchema(1, REPORT_DAYS_MAX).default(30).meta({
    description: `How many days, today included; at most ${REPORT_DAYS_MAX}`,
    example: "30",
  }),
});

/** Query of the CSV of a report over time. */
export const reportCsvQuerySchema = reportQuerySchema.extend(csvFields);

/** Query of a CSV that takes nothing else. */
export const csvQuerySchema = z.object(csvFields);

/** Of requests that take no parameter. */
export const noQuerySchema = z.object({});
