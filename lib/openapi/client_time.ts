import type { ZodOpenApiPathsObject } from "zod-openapi";
import {
  heatmapQuerySchema,
  historyQuerySchema,
  usageCsvQuerySchema,
  usageQuerySchema,
} from "@/lib/client_detail/query.ts";
import {
  clientHealthSchema,
  healthHistorySchema,
  heatmapSchema,
  usageSchema,
} from "@/lib/client_detail/time_view.ts";
import { clientPath } from "@/lib/openapi/clients.ts";
import { csvAnswer, operation, readAnswers } from "@/lib/openapi/operation.ts";

const tag = "Clients over time";

const usage = operation({
  id: "getClientUsage",
  tag,
  summary: "Usage a day",
  description: "One entry a local day of the client; a day without data says so, which is not zero",
  path: clientPath,
  query: usageQuerySchema,
  responses: readAnswers(usageSchema, { description: "Sums a day and type" }),
  problems: [404, 410],
});

const usageCsv = operation({
  id: "exportClientUsage",
  tag,
  summary: "Usage a day as CSV",
  path: clientPath,
  query: usageCsvQuerySchema,
  responses: csvAnswer(
    "One row a local day; empty cells where nothing was received",
    "day,api_call,login,users\r\n2026-03-30,120,2,4\r\n2026-03-31,,,\r\n",
  ),
  problems: [404, 410],
});

const heatmap = operation({
  id: "getClientHeatmap",
  tag,
  summary: "Logins a day, as levels",
  path: clientPath,
  query: heatmapQuerySchema,
  responses: readAnswers(heatmapSchema, { description: "Logins and their level a local day" }),
  problems: [404, 410],
});

const health = operation({
  id: "getClientHealth",
  tag,
  summary: "The score, explained",
  description:
    "Its components with the facts behind them, and the smallest changes that would reach the next band",
  path: clientPath,
  responses: readAnswers(clientHealthSchema, { description: "The current score" }),
  problems: [404, 410],
});

const history = operation({
  id: "getClientHealthHistory",
  tag,
  summary: "The score over time",
  path: clientPath,
  query: historyQuerySchema,
  responses: readAnswers(healthHistorySchema, { description: "A score a local day, and every change" }),
  problems: [404, 410],
});

export const clientTimePaths: ZodOpenApiPathsObject = {
  "/clients/{id}/usage": { get: usage },
  "/clients/{id}/usage.csv": { get: usageCsv },
  "/clients/{id}/heatmap": { get: heatmap },
  "/clients/{id}/health": { get: health },
  "/clients/{id}/health-history": { get: history },
};
