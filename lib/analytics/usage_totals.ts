import { z } from "zod";
import { type Day, daysFrom, trailingWindow } from "@/lib/platform/days.ts";
import type { UsageStore } from "@/lib/telemetry/usage_store.ts";

export const usageTotalsSchema = z.object({
  days: z.array(z.object({
    day: z.string().meta({ description: "Each client's own local day", example: "2026-03-01" }),
    counts: z.record(z.string(), z.int()).nullable().meta({
      description: "Sums by telemetry type over all clients; null when nothing was received",
    }),
  })).meta({ description: "One entry a day, oldest first" }),
}).meta({ id: "UsageTotals" });

export type UsageTotals = z.infer<typeof usageTotalsSchema>;

/** What all clients sent, one entry a day up to `today`. */
export async function readUsageTotals(usage: UsageStore, today: Day, length: number): Promise<UsageTotals> {
  const { first, last } = trailingWindow(today, length);
  const sums = await usage.sumByDay(first, last);
  return { days: daysFrom(first, last).map((day) => ({ day, counts: sums.get(day) ?? null })) };
}
