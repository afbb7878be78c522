import type { Band, ComponentKey, ScoreModel } from "@/lib/scoring/types.ts";

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
}

/** One immutable version of the score model. */
export interface StoredModel {
  _id: number;
  model: ScoreModel;
  active: boolean;
  createdAt: Date;
}
