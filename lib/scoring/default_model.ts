import type { ScoreModel } from "@/lib/scoring/types.ts";

/** The model of the original brief: 40 % usage, 30 % engagement, 30 % incidents. Stored as version 1 on first start. */
export const DEFAULT_SCORE_MODEL: ScoreModel = {
  version: 1,
  windowDays: 30,
  usage: { weight: 0.4, telemetryType: "api_call", expected: 5000 },
  engagement: { weight: 0.3, telemetryType: "login", expected: 30 },
  incident: { weight: 0.3, penalties: { critical: 40, high: 25, medium: 10, low: 5 }, resolvedShare: 0.25 },
  newClient: { minimumDays: 7, fullAfterDays: 30 },
  bands: { healthyFrom: 70, atRiskFrom: 40, hysteresisPoints: 3 },
  minimumCoverage: 0.5,
  trend: { days: 7, thresholdPoints: 2 },
};
