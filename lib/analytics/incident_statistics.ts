import type { Collection, Db } from "mongodb";
import { z } from "zod";
import type { Incident } from "@/lib/incidents/schema.ts";
import { INCIDENT_STATUSES, type IncidentStatus, SEVERITIES, type Severity } from "@/lib/scoring/types.ts";

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;

/** Ages of open incidents: upper edges in days, excluded; the last bucket has none. */
const AGE_EDGES_DAYS = [1, 7, 30] as const;

export const incidentStatisticsSchema = z.object({
  bySeverityAndStatus: z.array(z.object({
    severity: z.enum(SEVERITIES),
    status: z.enum(INCIDENT_STATUSES),
    count: z.int(),
  })).meta({ description: "Every combination, those with 0 too; resolved ones of the last `days` days" }),
  openByAge: z.array(z.object({
    fromDays: z.int(),
    toDays: z.int().nullable().meta({ description: "Excluded; null: no upper edge" }),
    count: z.int(),
  })),
  timeToResolve: z.array(z.object({
    severity: z.enum([...SEVERITIES, "all"]),
    resolved: z.int().meta({ description: "Incidents resolved in the last `days` days" }),
    meanHours: z.number().nullable().meta({ description: "One decimal; null when none was resolved" }),
  })),
  days: z.int(),
}).meta({ id: "IncidentStatistics" });

export type IncidentStatistics = z.infer<typeof incidentStatisticsSchema>;

type Group = { severity: Severity; status: IncidentStatus; count: number; resolveMs: number; ages: number[] };

export class IncidentStatisticsStore {
  readonly #incidents: Collection<Incident>;

  constructor(db: Db) {
    this.#incidents = db.collection("incidents");
  }

  async read(now: Date, days: number): Promise<IncidentStatistics> {
    const since = new Date(now.getTime() - days * DAY_MS);
    const ageMs = { $subtract: [now, "$openedAt"] };
    const older = (edge: number) => ({ $sum: { $cond: [{ $gte: [ageMs, edge * DAY_MS] }, 1, 0] } });
    const groups = await this.#incidents.aggregate<
      {
        _id: { severity: Severity; status: IncidentStatus };
        count: number;
        resolveMs: number;
        a1: number;
        a7: number;
        a30: number;
      }
    >([
      { $match: { $or: [{ resolvedAt: null }, { resolvedAt: { $gte: since } }] } },
      {
        $group: {
          _id: { severity: "$severity", status: "$status" },
          count: { $sum: 1 },
          resolveMs: { $sum: { $subtract: [{ $ifNull: ["$resolvedAt", "$openedAt"] }, "$openedAt"] } },
          a1: older(1),
          a7: older(7),
          a30: older(30),
        },
      },
    ]).toArray();
    return toStatistics(
      groups.map(({ _id, count, resolveMs, a1, a7, a30 }) => ({
        ..._id,
        count,
        resolveMs,
        ages: [count, a1, a7, a30],
      })),
      days,
    );
  }
}

/** @param groups `ages` counts those at least 0, 1, 7 and 30 days old */
function toStatistics(groups: readonly Group[], days: number): IncidentStatistics {
  const open = groups.filter((group) => group.status !== "resolved");
  const atLeast = (index: number) => open.reduce((sum, group) => sum + (group.ages[index] ?? 0), 0);
  const edges = [0, ...AGE_EDGES_DAYS];
  return {
    bySeverityAndStatus: SEVERITIES.flatMap((severity) =>
      INCIDENT_STATUSES.map((status) => ({
        severity,
        status,
        count: groups.find((group) => group.severity === severity && group.status === status)?.count ?? 0,
      }))
    ),
    openByAge: edges.map((fromDays, index) => ({
      fromDays,
      toDays: edges[index + 1] ?? null,
      count: atLeast(index) - (index + 1 < edges.length ? atLeast(index + 1) : 0),
    })),
    timeToResolve: [...SEVERITIES, "all" as const].map((severity) => {
      const resolved = groups.filter((group) =>
        group.status === "resolved" && (severity === "all" || group.severity === severity)
      );
      const count = resolved.reduce((sum, group) => sum + group.count, 0);
      const totalMs = resolved.reduce((sum, group) => sum + group.resolveMs, 0);
      return {
        severity,
        resolved: count,
        meanHours: count === 0 ? null : Math.round((10 * totalMs) / count / HOUR_MS) / 10,
      };
    }),
    days,
  };
}
