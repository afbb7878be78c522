/** How the health of all clients went, day by day. */
import type { Collection, Db } from "mongodb";
import { z } from "zod";
import { addDays, type Day, daysFrom, startOfDay, trailingWindow } from "@/lib/platform/days.ts";
import type { HealthPoint } from "@/lib/health/schema.ts";
import { type Band, BANDS } from "@/lib/scoring/types.ts";

/** The platform's own day: clients in many zones have no common one. */
export const REPORT_TIME_ZONE = "UTC";

/** A client has at least one point a day; after this many days without one it is taken to be gone. */
const CARRY_DAYS = 2;

export const healthTrendDaySchema = z.object({
  day: z.string().meta({ example: "2026-03-01" }),
  average: z.number().nullable().meta({
    description: "Mean of the scores at the end of the day, one decimal",
  }),
  clients: z.int().meta({ description: "Clients that had a health record that day, unscored ones included" }),
  byBand: z.record(z.enum(BANDS), z.int()),
});

export const healthTrendsSchema = z.object({
  timezone: z.literal(REPORT_TIME_ZONE),
  days: z.array(healthTrendDaySchema).meta({ description: "One entry a day, oldest first, today last" }),
}).meta({ id: "HealthTrends" });

export type HealthTrends = z.infer<typeof healthTrendsSchema>;
export type HealthTrendDay = z.infer<typeof healthTrendDaySchema>;

/** The last point of one client on one day. */
export interface DayPoint {
  clientId: string;
  day: Day;
  score: number | null;
  band: Band;
}

interface LastOfDay {
  /** `day` is its first instant. */
  _id: { clientId: string; day: Date };
  last: { ts: Date; score: number | null; band: Band };
}

/** The last health of every client on each day that has one, by a single pass over the history. */
export class HealthTrendStore {
  readonly #points: Collection<HealthPoint>;

  constructor(db: Db) {
    this.#points = db.collection("health_history");
  }

  async read(today: Day, length: number): Promise<HealthTrendDay[]> {
    const { first, last } = trailingWindow(today, length);
    const from = startOfDay(addDays(first, -CARRY_DAYS), REPORT_TIME_ZONE);
    const found = await this.#points.aggregate<LastOfDay>([
      { $match: { ts: { $gte: from, $lt: startOfDay(addDays(last, 1), REPORT_TIME_ZONE) } } },
      {
        $group: {
          _id: { clientId: "$meta.clientId", day: { $dateTrunc: { date: "$ts", unit: "day" } } },
          // Documents are compared member by member: the greatest is the latest, and nothing has to be sorted.
          last: { $max: { ts: "$ts", score: "$score", band: "$band" } },
        },
      },
    ]).toArray();
    const points = found.map(({ _id, last: { score, band } }): DayPoint => ({
      clientId: _id.clientId,
      // The first instant of a day in UTC begins with its name.
      day: _id.day.toISOString().slice(0, 10),
      score,
      band,
    }));
    return trendByDay(points, first, last);
  }
}

/** Sums clients up day by day; a day without a point of a client takes that of the day before, for two days. */
export function trendByDay(points: readonly DayPoint[], first: Day, last: Day): HealthTrendDay[] {
  const byDay = Map.groupBy(points, (point) => point.day);
  const known = new Map<string, DayPoint>();
  const earlier = [...byDay.keys()].filter((day) => day < first).sort();
  for (const day of earlier) for (const point of byDay.get(day) ?? []) known.set(point.clientId, point);
  return daysFrom(first, last).map((day) => {
    for (const point of byDay.get(day) ?? []) known.set(point.clientId, point);
    const oldest = addDays(day, -CARRY_DAYS);
    return summarise(day, [...known.values()].filter((point) => point.day >= oldest));
  });
}

function summarise(day: Day, points: readonly DayPoint[]): HealthTrendDay {
  const scores = points.flatMap((point) => point.score ?? []);
  const byBand: Record<Band, number> = { healthy: 0, at_risk: 0, critical: 0, unknown: 0 };
  for (const point of points) byBand[point.band]++;
  const sum = scores.reduce((total, score) => total + score, 0);
  return {
    day,
    average: scores.length === 0 ? null : Math.round((10 * sum) / scores.length) / 10,
    clients: points.length,
    byBand,
  };
}
