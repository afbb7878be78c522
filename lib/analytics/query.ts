import { z } from "zod";
import { LIMITS } from "@/lib/platform/limits.ts";
import { wholeNumberSchema } from "@/lib/platform/schema.ts";

/** Query of `GET /analytics/risk-radar`. */
export const radarQuerySchema = z.object({
  page: wholeNumberSchema(1, 1_000_000).default(1),
  limit: wholeNumberSchema(1, LIMITS.pageSizeMax).default(LIMITS.pageSizeDefault),
});

const REPORT_DAYS_MAX = 400;

/** Query of the reports over time. */
export const reportQuerySchema = z.object({
  days: wholeNumberSchema(1, REPORT_DAYS_MAX).default(30),
});

/** Of requests that take no parameter. */
export const noQuerySchema = z.object({});
