import type { ZodOpenApiPathsObject } from "zod-openapi";
import { healthTrendsSchema } from "@/lib/analytics/health_trends.ts";
import { incidentStatisticsSchema } from "@/lib/analytics/incident_statistics.ts";
import { overviewAnswerSchema } from "@/lib/analytics/overview_schema.ts";
import {
  csvQuerySchema,
  radarQuerySchema,
  recentEventsQuerySchema,
  reportCsvQuerySchema,
  reportQuerySchema,
  scoreMapQuerySchema,
} from "@/lib/analytics/query.ts";
import { recentEventsSchema } from "@/lib/analytics/recent_events.ts";
import { riskRadarAnswerSchema } from "@/lib/analytics/radar_schema.ts";
import { revenueRiskSchema } from "@/lib/analytics/revenue_risk.ts";
import { scoreMapSchema } from "@/lib/analytics/score_map.ts";
import { usageTotalsSchema } from "@/lib/analytics/usage_totals.ts";
import { clientListAnswerSchema } from "@/lib/client_list/row_schema.ts";
import { clientPageQuerySchema } from "@/lib/clients/query.ts";
import { csvAnswer, operation, readAnswers } from "@/lib/openapi/operation.ts";

const tag = "Analytics";

const overview = operation({
  id: "getOverview",
  tag,
  summary: "The figures on top of the dashboard",
  responses: readAnswers(overviewAnswerSchema, { description: "Figures over all current clients" }),
});

const riskRadar = operation({
  id: "getRiskRadar",
  tag,
  summary: "The clients at risk, worst first",
  description: "All of them, or those that the filters leave",
  query: radarQuerySchema,
  responses: readAnswers(riskRadarAnswerSchema, { description: "A page of the radar" }),
});

const clientList = operation({
  id: "getClientList",
  tag,
  summary: "The clients as their list shows them",
  description:
    "What `GET /clients` gives, with what is told of each in a row: its worst driver, its last 30 days",
  query: clientPageQuerySchema,
  responses: readAnswers(clientListAnswerSchema, { description: "A page of the list" }),
});

const scoreMap = operation({
  id: "getScoreMap",
  tag,
  summary: "Clients between score and money",
  description: "In one currency, since amounts in several have no common axis",
  query: scoreMapQuerySchema,
  responses: readAnswers(scoreMapSchema, { description: "The clients that pay most, with their scores" }),
});

const recentEvents = operation({
  id: "getRecentEvents",
  tag,
  summary: "What just happened",
  description:
    "Changes of scores, incidents and clients, newest first and in words: a look back at the live stream. Of one " +
    "client only the newest score is told",
  query: recentEventsQuerySchema,
  responses: readAnswers(recentEventsSchema, { description: "The newest events" }),
});

const healthTrends = operation({
  id: "getHealthTrends",
  tag,
  summary: "Health of all clients, day by day",
  query: reportQuerySchema,
  responses: readAnswers(healthTrendsSchema, { description: "Mean and bands a day" }),
});

const incidents = operation({
  id: "getIncidentStatistics",
  tag,
  summary: "Incidents by severity, status and age",
  query: reportQuerySchema,
  responses: readAnswers(incidentStatisticsSchema, { description: "Counts and mean times to resolve" }),
});

const revenueRisk = operation({
  id: "getRevenueRisk",
  tag,
  summary: "Revenue at risk",
  description: "By band, renewal and plan, a sum a currency. The answer holds the definition",
  responses: readAnswers(revenueRiskSchema, { description: "Revenue at risk, by currency" }),
});

const usage = operation({
  id: "getUsageTotals",
  tag,
  summary: "Usage of all clients, day by day",
  query: reportQuerySchema,
  responses: readAnswers(usageTotalsSchema, { description: "Sums a day and type" }),
});

const healthTrendsCsv = operation({
  id: "exportHealthTrends",
  tag,
  summary: "Health of all clients, day by day, as CSV",
  query: reportCsvQuerySchema,
  responses: csvAnswer(
    "One row a day",
    "day,average,clients,healthy,at_risk,critical,unknown\r\n2026-03-31,64.2,15,8,4,2,1\r\n",
  ),
});

const incidentsCsv = operation({
  id: "exportIncidentStatistics",
  tag,
  summary: "Incidents by severity and status as CSV",
  query: reportCsvQuerySchema,
  responses: csvAnswer(
    "One row a severity, and one for all",
    "severity,open,investigating,resolved,meanHoursToResolve\r\ncritical,1,0,3,5.5\r\n",
  ),
});

const revenueRiskCsv = operation({
  id: "exportRevenueRisk",
  tag,
  summary: "Revenue at risk as CSV",
  query: csvQuerySchema,
  responses: csvAnswer(
    "One row a currency and group of clients",
    "currency,group,value,clients,mrr,annualised,mrrMinorUnits\r\nEUR,band,critical,2,18400,220800,1840000\r\n",
  ),
});

const usageCsv = operation({
  id: "exportUsageTotals",
  tag,
  summary: "Usage of all clients, day by day, as CSV",
  query: reportCsvQuerySchema,
  responses: csvAnswer("One row a day", "day,api_call,login\r\n2026-03-31,4120,31\r\n"),
});

export const analyticsPaths: ZodOpenApiPathsObject = {
  "/analytics/overview": { get: overview },
  "/analytics/risk-radar": { get: riskRadar },
  "/analytics/client-list": { get: clientList },
  "/analytics/score-map": { get: scoreMap },
  "/analytics/recent-events": { get: recentEvents },
  "/analytics/health-trends": { get: healthTrends },
  "/analytics/health-trends.csv": { get: healthTrendsCsv },
  "/analytics/incidents": { get: incidents },
  "/analytics/incidents.csv": { get: incidentsCsv },
  "/analytics/revenue-risk": { get: revenueRisk },
  "/analytics/revenue-risk.csv": { get: revenueRiskCsv },
  "/analytics/usage": { get: usage },
  "/analytics/usage.csv": { get: usageCsv },
};
