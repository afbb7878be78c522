/** The three components of a score, measured one by one and not yet weighed against each other. */
import type Fraction from "fraction.js";
import { exact, HUNDRED, largerOf, smallerOf, sumOf, toNumber, ZERO } from "@/lib/scoring/exact.ts";
import { countIncidents, toIncidentPenalty } from "@/lib/scoring/incident_penalties.ts";
import type {
  BaselineFacts,
  BaselineModel,
  ComponentKey,
  PenaltyFacts,
  ScoreFacts,
  ScoreModel,
} from "@/lib/scoring/types.ts";

/** A component before weighting. `weight` is as configured, not normalised. */
export interface MeasuredComponent {
  key: ComponentKey;
  weight: Fraction;
  /** 0–100; `null` when the client never sent the type. */
  value: Fraction | null;
  facts: BaselineFacts | PenaltyFacts;
}

const ONE = exact(1);

/**
 * The share of a full window that a client of this age is measured against:
 * min(1, max(minimumDays, daysSinceStart) / fullAfterDays).
 */
function proRataOf(daysSinceStart: number, newClient: ScoreModel["newClient"]): Fraction {
  const age = largerOf(exact(newClient.minimumDays), exact(daysSinceStart));
  return smallerOf(ONE, age.div(exact(newClient.fullAfterDays)));
}

/** The count that earns 100 for a client of this age: expected × pro rata. */
export function expectedCount(
  baseline: BaselineModel,
  daysSinceStart: number,
  newClient: ScoreModel["newClient"],
): Fraction {
  return exact(baseline.expected).mul(proRataOf(daysSinceStart, newClient));
}

/**
 * min(100, 100 × count / expected), with `expected` pro-rated for a new client; no value without a count.
 * @throws {RangeError} The count is negative or not finite.
 */
function measureBaseline(
  key: "usage" | "engagement",
  count: number | null,
  { daysSinceStart, silentSince }: Pick<ScoreFacts, "daysSinceStart" | "silentSince">,
  model: ScoreModel,
): MeasuredComponent {
  if (count !== null && count < 0) {
    throw new RangeError(`Cannot score ${key} from a negative count: ${count}`);
  }
  const baseline = model[key];
  const expected = expectedCount(baseline, daysSinceStart, model.newClient);
  const since = silentSince?.[key] ?? null;
  return {
    key,
    weight: exact(baseline.weight),
    value: count === null ? null : smallerOf(HUNDRED, exact(count).mul(HUNDRED).div(expected)),
    facts: {
      kind: "baseline",
      telemetryType: baseline.telemetryType,
      count,
      expected: toNumber(expected),
      proRata: toNumber(proRataOf(daysSinceStart, model.newClient)),
      ...(since === null ? {} : { silentSince: since }),
    },
  };
}

/** max(0, 100 − the sum of the penalties). Always has a value: no incidents is a measured zero. */
function measureIncidents(facts: ScoreFacts, model: ScoreModel): MeasuredComponent {
  const counted = countIncidents(facts.incidents, model.incident);
  const total = sumOf(counted.map(({ penalty }) => penalty));
  return {
    key: "incident",
    weight: exact(model.incident.weight),
    value: largerOf(ZERO, HUNDRED.sub(total)),
    facts: { kind: "penalties", incidents: counted.map(toIncidentPenalty), total: toNumber(total) },
  };
}

/** All components in the order of `COMPONENT_KEYS`, those without data included. */
export function measureComponents(facts: ScoreFacts, model: ScoreModel): MeasuredComponent[] {
  return [
    measureBaseline("usage", facts.usageCount, facts, model),
    measureBaseline("engagement", facts.engagementCount, facts, model),
    measureIncidents(facts, model),
  ];
}
