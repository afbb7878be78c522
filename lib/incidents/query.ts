/** What `GET /incidents` can be asked for. */
import type { Filter } from "mongodb";
import { z } from "zod";
import { choicesSchema, instantSchema } from "@/lib/platform/schema.ts";
import type { Incident } from "@/lib/incidents/schema.ts";
import { pagingFields } from "@/lib/lists/list_page.ts";
import { type Part, type SortKey, sortSchema, toSort } from "@/lib/lists/sorting.ts";
import { INCIDENT_STATUSES, SEVERITIES } from "@/lib/scoring/types.ts";

/** What is open before what is resolved, the more severe before the less; of those the older first. */
const URGENCY: readonly Part[] = [
  { filter: { status: "resolved" }, path: "resolvedAt" },
  ...SEVERITIES.toReversed().map((severity) => ({
    filter: { status: { $ne: "resolved" }, severity },
    path: "openedAt",
    reversed: true,
  })),
];

const SORT_KEYS = {
  urgency: { path: "severity", type: "text", moving: true, parts: URGENCY },
  openedAt: { path: "openedAt", type: "time" },
  resolvedAt: { path: "resolvedAt", type: "time", nullable: true, moving: true },
  severity: { path: "severity", type: "text", order: ["low", "medium", "high", "critical"], moving: true },
  status: { path: "status", type: "text", order: INCIDENT_STATUSES, moving: true },
  title: { path: "title", type: "text" },
  createdAt: { path: "createdAt", type: "time" },
  updatedAt: { path: "updatedAt", type: "time", moving: true },
} as const satisfies Record<string, SortKey>;

export const INCIDENT_SORTS = Object.keys(SORT_KEYS) as (keyof typeof SORT_KEYS)[];

const incidentFilterFields = {
  clientId: z.string().min(1).max(200).optional().meta({
    description: "Of this client: our id or `external:<externalId>`",
    example: "external:acme",
  }),
  client: z.string().optional().meta({
    description: "Of clients that `search` of the list of clients finds for this",
    example: "acm",
  }),
  status: choicesSchema(INCIDENT_STATUSES).optional().meta({
    description: "One or more statuses, separated by commas",
    example: "open,investigating",
  }),
  severity: choicesSchema(SEVERITIES).optional().meta({
    description: "One or more severities, separated by commas",
    example: "critical,high",
  }),
  openedAfter: instantSchema.optional().meta({
    description: "Opened at or after this time",
    example: "2026-03-01T00:00:00Z",
  }),
  openedBefore: instantSchema.optional().meta({
    description: "Opened before this time",
    example: "2026-04-01T00:00:00Z",
  }),
  simulated: z.enum(["true", "false"], { error: "must be true or false" }).transform((text) =>
    text === "true"
  )
    .optional().meta({ description: "Only those a simulation made, or only real ones", example: "false" }),
};

const incidentSortSchema = sortSchema(INCIDENT_SORTS).default("-openedAt").meta({
  description:
    "Column to sort by, with `-` before it for descending order (the most severe first is `-severity`). " +
    "`-urgency` puts what is open first, the most severe and then the oldest before, and after it what was resolved. " +
    "Entries without a value come last in both directions; ties are ordered by id",
  example: "-openedAt",
});

/** Query of `GET /incidents`. */
export const incidentQuerySchema = z.object({
  ...incidentFilterFields,
  sort: incidentSortSchema,
  ...pagingFields,
});

/** Query of the stream of all incidents that match. */
export const incidentExportQuerySchema = z.object({ ...incidentFilterFields, sort: incidentSortSchema });

export type IncidentQuery = z.output<typeof incidentQuerySchema>;
export type IncidentExportQuery = z.output<typeof incidentExportQuerySchema>;

export function incidentSort(query: Pick<IncidentQuery, "sort">) {
  return toSort(query.sort, SORT_KEYS);
}

/** @param clientIds our own ids of the clients asked for; of all if absent */
export function incidentFilter(query: IncidentExportQuery, clientIds?: readonly string[]): Filter<Incident> {
  const conditions: Filter<Incident>[] = [];
  if (clientIds) conditions.push({ clientId: { $in: [...clientIds] } });
  if (query.status) conditions.push({ status: { $in: query.status } });
  if (query.severity) conditions.push({ severity: { $in: query.severity } });
  if (query.openedAfter) conditions.push({ openedAt: { $gte: query.openedAfter } });
  if (query.openedBefore) conditions.push({ openedAt: { $lt: query.openedBefore } });
  if (query.simulated !== undefined) {
    conditions.push(query.simulated ? { simulationRun: { $ne: null } } : { simulationRun: null });
  }
  return conditions.length === 0 ? {} : { $and: conditions };
}
