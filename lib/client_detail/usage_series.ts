/** One telemetry type of a client's usage, with what is normal for it. Pure. */
import type { ClientDetail } from "@/lib/client_detail/service.ts";
import type { UsageView } from "@/lib/client_detail/time_view.ts";
import { own } from "@/lib/platform/own.ts";

export interface UsageSeriesDay {
  day: string;
  /** A day on which only other types came is a zero; a day on which nothing came is a gap. */
  count: number | null;
}

export function usageOfType(days: UsageView["days"], type: string): UsageSeriesDay[] {
  return days.map(({ day, counts }) => ({ day, count: counts && (own(counts, type) ?? 0) }));
}

/** What the score model expects of a day; `null` for a type that it does not look at. */
export function expectedPerDay(scale: ClientDetail["scale"], type: string): number | null {
  const baseline = [scale.usage, scale.engagement].find(({ telemetryType }) => telemetryType === type);
  return baseline ? baseline.expected / scale.windowDays : null;
}

/** The types to choose from: those the score rests on, then what else came. */
export function usageTypes(scale: ClientDetail["scale"], seen: readonly string[]): string[] {
  return [...new Set([scale.usage.telemetryType, scale.engagement.telemetryType, ...seen])];
}
