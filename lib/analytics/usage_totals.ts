import { z } from "zod";
import { addDays, dayOf, daysFrom, furthestDay } from "@/lib/platform/days.ts";
import { REPORT_TIME_ZONE } from "@/lib/analytics/health_trends.ts";
import type { UsageStore } from "@/lib/telemetry/usage_store.ts";

export const usageTotalsSchema = z.object({
  today: z.string().meta({
    description:
      "The day of UTC. It and the day after it, which has begun for clients further east, still grow",
    example: "2026-03-31",
  }),
  days: z.array(z.object({
    day: z.string().meta({ description: "Each client's own local day", example: "2026-03-01" }),
    counts: z.record(z.string(), z.int()).nullable().meta({
      description: "Sums by telemetry type over all clients; null when nothing was received",
    }),
  })).meta({
    description:
      "One entry a day, oldest first, up to `today`; where something was received for the day after it, from clients " +
      "for whom it has begun, up to that",
  }),
}).meta({ id: "UsageTotals" });

export type UsageTotals = z.infer<typeof usageTotalsSchema>;

/**
 * What all clients sent, one entry a local day. The last is the latest day that has come: that of UTC, or the one after it
 * as soon as clients whose calendar is ahead have sent something of it.
 */
export async function readUsageTotals(usage: UsageStore, now: Date, length: number): Promise<UsageTotals> {
  const today = dayOf(now, REPORT_TIME_ZONE);
  const furthest = furthestDay(now);
  const sums = await usage.sumByDay(addDays(today, 1 - length), furthest);
  const last = sums.has(furthest) ? furthest : today;
  const first = addDays(last, 1 - length);
  return { today, days: daysFrom(first, last).map((day) => ({ day, counts: sums.get(day) ?? null })) };
}
