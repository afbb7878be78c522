/**
 * The vocabulary of scoring: what goes into a health score and what comes out. Types only, so that server,
 * worker and browser share them at no cost.
 */

export const BANDS = ["healthy", "at_risk", "critical", "unknown"] as const;
export type Band = (typeof BANDS)[number];

export const SEVERITIES = ["critical", "high", "medium", "low"] as const;
export type Severity = (typeof SEVERITIES)[number];

export const INCIDENT_STATUSES = ["open", "investigating", "resolved"] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

export const COMPONENT_KEYS = ["usage", "engagement", "incident"] as const;
export type ComponentKey = (typeof COMPONENT_KEYS)[number];

/** A component that compares a month's count of one telemetry type with what is expected. */
export interface BaselineModel {
  /** Positive; weights are normalised to sum to 1 before use. */
  weight: number;
  /** The telemetry type that is counted, e.g. `api_call`. */
  telemetryType: string;
  /** Count in a full window that earns 100. */
  expected: number;
}

/** A component that starts at 100 and loses a penalty for each incident. */
export interface PenaltyModel {
  weight: number;
  /** Points an open or investigating incident takes away, by severity. */
  penalties: Record<Severity, number>;
  /** The share of the penalty that remains for an incident resolved within the window, 0–1. */
  resolvedShare: number;
}

/** Every number of the score. Immutable once stored; a change makes a new `version`. */
export interface ScoreModel {
  version: number;
  /** Trailing local days, today included. */
  windowDays: number;
  usage: BaselineModel;
  engagement: BaselineModel;
  incident: PenaltyModel;
  /** A client younger than `fullAfterDays` is measured against expected × max(minimumDays, age) / fullAfterDays. */
  newClient: { minimumDays: number; fullAfterDays: number };
  /** Lower edges on the rounded score, and how far beyond an edge a client must be to leave its band. */
  bands: { healthyFrom: number; atRiskFrom: number; hysteresisPoints: number };
  /** Share of the model's weight that must have data; below it there is no score. */
  minimumCoverage: number;
  /** The trend compares with the score of `days` ago; up or down beyond ± `thresholdPoints`. */
  trend: { days: number; thresholdPoints: number };
}

/** One incident as the score sees it. */
export interface IncidentFact {
  id: string;
  /** Incidents of one client with the same externalId count once. */
  externalId: string | null;
  title: string;
  severity: Severity;
  /** True when it was open or investigating at the moment scored; false when resolved inside the window. */
  open: boolean;
}

/** What is known of one client at the moment scored; counts are sums over the window. */
export interface ScoreFacts {
  /** `null` when the client never sent the type (up to the moment scored); 0 is a measured zero. */
  usageCount: number | null;
  engagementCount: number | null;
  /** The local day (`YYYY-MM-DD`) each type came last, where it came before the window and not inside; else `null`. */
  silentSince?: { usage: string | null; engagement: string | null } | undefined;
  /** Open ones of any age and those resolved within the window. */
  incidents: readonly IncidentFact[];
  /** Whole local days from the start of the client to the day scored. */
  daysSinceStart: number;
  /**
   * The band the client is in now, for hysteresis; `unknown` before its first score. `null` applies the plain
   * edges throughout, the remedies included, as a score of a past day needs them.
   */
  previousBand: Band | null;
}

export interface BaselineFacts {
  kind: "baseline";
  telemetryType: string;
  /** `null`: never sent. */
  count: number | null;
  /** Expected count after pro-rating for a new client; may be fractional. */
  expected: number;
  /** Below 1 for a new client. */
  proRata: number;
  /** The local day (`YYYY-MM-DD`) the type came last, where none came in the window: then `count` is a measured zero. */
  silentSince?: string | undefined;
}

export interface IncidentPenalty {
  id: string;
  externalId: string | null;
  title: string;
  severity: Severity;
  open: boolean;
  /** What it takes from the incident component, before the floor at zero. */
  penalty: number;
}

export interface PenaltyFacts {
  kind: "penalties";
  incidents: readonly IncidentPenalty[];
  /** Sum of the penalties; may exceed 100. */
  total: number;
}

export interface ScoreComponent {
  key: ComponentKey;
  /** 0–100, unrounded; `null` when there is no data for it. */
  value: number | null;
  /** Normalised weight in the model. */
  weight: number;
  /** Weight after the components without data were left out; 0 for those. */
  weightUsed: number;
  /** value × weightUsed; 0 without data. */
  points: number;
  /** 100 × weightUsed − points. */
  pointsLost: number;
  facts: BaselineFacts | PenaltyFacts;
}

/** The smallest change of one component alone that moves the client to a better band. */
export type Remedy =
  | {
    component: "usage" | "engagement";
    reachable: true;
    telemetryType: string;
    additionalCount: number;
    band: Band;
    score: number;
  }
  | { component: "incident"; reachable: true; resolve: readonly IncidentPenalty[]; band: Band; score: number }
  /** Even its best value does not reach the next band; `score` is where it would end. */
  | { component: ComponentKey; reachable: false; score: number | null };

/** A score that can be taken apart. */
export interface HealthScore {
  /** 0–100, rounded half up from the exact value; `null` when coverage is below the model's minimum. */
  score: number | null;
  /** Sum of the points, before rounding. */
  unrounded: number | null;
  band: Band;
  /**
   * The score at which the band is left, where it is held on to and the score alone would give another; else `null`.
   * Scores stored by earlier versions have none.
   */
  heldUntil?: number | null | undefined;
  /** Share of the model's weight that had data, 0–1. */
  coverage: number;
  components: readonly ScoreComponent[];
  /** Empty when healthy or unknown. */
  remedies: readonly Remedy[];
  modelVersion: number;
}

export type TrendDirection = "up" | "down" | "flat";

export interface Trend {
  /** Points now minus points `days` ago. */
  delta: number;
  direction: TrendDirection;
  days: number;
}
