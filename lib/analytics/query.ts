import { z } from "zod";
import { LIMITS } from "@/lib/platform/limits.ts";
import { choicesSchema, currencySchema, wholeNumberSchema } from "@/lib/platform/schema.ts";
import { RADAR_BANDS } from "@/lib/analytics/radar_row.ts";
import { RENEWAL_WINDOWS } from "@/lib/clients/renewal_window.ts";
import { csvFields } from "@/lib/exports/query.ts";

/** Which clients at risk; shared by the API and the page. */
export const radarFilterFields = {
  band: choicesSchema(RADAR_BANDS).optional().meta({
    description: "One or both bands, separated by commas; both if absent",
    example: "critical",
  }),
  owner: z.string().normalize().min(1, "must not be empty").max(100, "must have at most 100 characters")
    .optional().meta({
      description: "Exactly this owner",
      example: "Dana Okafor",
    }),
  renewal: choicesSchema(RENEWAL_WINDOWS).optional().meta({
    description:
      "One or more windows of days from the client's own today to the renewal, separated by commas",
    example: "overdue,0-30",
  }),
};

/** Query of `GET /analytics/risk-radar`. */
export const radarQuerySchema = z.object({
  ...radarFilterFields,
  page: wholeNumberSchema(1, 1_000_000).default(1).meta({ description: "From 1", example: "1" }),
  limit: wholeNumberSchema(1, LIMITS.pageSizeMax).default(LIMITS.pageSizeDefault).meta({
    description: `Clients a page, at most ${LIMITS.pageSizeMax}`,
    example: "25",
  }),
});

const MAP_POINTS_MAX = 500;

/** Query of `GET /analytics/score-map`. */
export const scoreMapQuerySchema = z.object({
  currency: currencySchema.optional().meta({
    description: "Only clients that pay in this currency; that with the most clients if absent",
    example: "EUR",
  }),
  limit: wholeNumberSchema(1, MAP_POINTS_MAX).default(MAP_POINTS_MAX).meta({
    description: `Clients, those that pay most first; at most ${MAP_POINTS_MAX}`,
    example: "200",
  }),
});

const RECENT_EVENTS_MAX = 50;

/** Query of `GET /analytics/recent-events`. */
export const recentEventsQuerySchema = z.object({
  limit: wholeNumberSchema(1, RECENT_EVENTS_MAX).default(20).meta({
    description: `Events, newest first; at most ${RECENT_EVENTS_MAX}`,
    example: "20",
  }),
});

const REPORT_DAYS_MAX = 400;

/** Query of the reports over time. */
export const reportQuerySchema = z.object({
  days: wholeNumberSchema(1, REPORT_DAYS_MAX).default(30).meta({
    description: `How many days, the latest included; at most ${REPORT_DAYS_MAX}`,
    example: "30",
  }),
});

/** Query of the CSV of a report over time. */
export const reportCsvQuerySchema = reportQuerySchema.extend(csvFields);

/** Query of a CSV that takes nothing else. */
export const csvQuerySchema = z.object(csvFields);

/** Of requests that take no parameter. */
export const noQuerySchema = z.object({});
