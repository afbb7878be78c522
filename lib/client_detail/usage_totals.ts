/** Sums over local days. Pure. */
import { z } from "zod";

export const usageSummarySchema = z.object({
  totals: z.record(z.string(), z.int()).meta({
    description: "Sums by type, keys in code-point order",
    example: { api_call: 4120, login: 31 },
  }),
  daysWithData: z.int().meta({ description: "Days on which anything was received", example: 29 }),
}).meta({ id: "UsageSummary" });

export type UsageSummary = z.infer<typeof usageSummarySchema>;

export function summaryOf(
  days: readonly { counts: Readonly<Record<string, number>> | null }[],
): UsageSummary {
  const totals = new Map<string, number>();
  for (const { counts } of days) {
    for (const [type, count] of Object.entries(counts ?? {})) {
      totals.set(type, (totals.get(type) ?? 0) + count);
    }
  }
  return {
    totals: Object.fromEntries([...totals].sort(([a], [b]) => (a < b ? -1 : 1))),
    daysWithData: days.filter(({ counts }) => counts !== null).length,
  };
}
