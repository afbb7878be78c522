import { dayOf } from "@/lib/platform/days.ts";
import type { Band, ComponentKey, HealthScore, ScoreModel } from "@/lib/scoring/types.ts";

/** One point of `health_history` (time-series). */
export interface HealthPoint {
  ts: Date;
  meta: { clientId: string };
  score: number | null;
  band: Band;
  /** Share of the model that had data, 0–1. */
  coverage: number;
  /** Unrounded values of the components; `null` without data. */
  components: Record<ComponentKey, number | null>;
  modelVersion: number;
  /** The reset that worked it out anew, without what had been simulated; absent for all others. */
  restore?: string;
}

/** A score as a point of the history. */
export function toHealthPoint(clientId: string, health: HealthScore, ts: Date): HealthPoint {
  const value = (key: ComponentKey) =>
    health.components.find((component) => component.key === key)?.value ?? null;
  return {
    ts,
    meta: { clientId },
    score: health.score,
    band: health.band,
    coverage: health.coverage,
    components: { usage: value("usage"), engagement: value("engagement"), incident: value("incident") },
    modelVersion: health.modelVersion,
  };
}

/** A point is kept when the score changed, and for the first scoring of each local day. */
export function isNews(last: HealthPoint | undefined, point: HealthPoint, timeZone: string): boolean {
  if (!last || dayOf(last.ts, timeZone) !== dayOf(point.ts, timeZone)) return true;
  return last.score !== point.score || last.band !== point.band || last.modelVersion !== point.modelVersion ||
    JSON.stringify(last.components) !== JSON.stringify(point.components);
}

/** One immutable version of the score model. */
export interface StoredModel {
  _id: number;
  model: ScoreModel;
  active: boolean;
  createdAt: Date;
}
