/** Facts for the tests of this folder: valid defaults with overrides, and generators for property tests. */
import fc from "fast-check";
import { DEFAULT_SCORE_MODEL } from "@/lib/scoring/default_model.ts";
import { BANDS, SEVERITIES } from "@/lib/scoring/types.ts";
import type { IncidentFact, ScoreFacts, ScoreModel, Severity } from "@/lib/scoring/types.ts";

/** A client of long standing with all that is expected of it and no incidents: 100, healthy. */
export function factsOf(overrides: Partial<ScoreFacts> = {}): ScoreFacts {
  return {
    usageCount: 5000,
    engagementCount: 30,
    incidents: [],
    daysSinceStart: 400,
    previousBand: null,
    ...overrides,
  };
}

/** An open incident without externalId. */
export function incidentOf(
  id: string,
  severity: Severity,
  overrides: Partial<IncidentFact> = {},
): IncidentFact {
  return { id, externalId: null, title: `Incident ${id}`, severity, open: true, ...overrides };
}

/** The default model with other weights for usage, engagement and incidents. */
export function modelWithWeights(usage: number, engagement: number, incident: number): ScoreModel {
  return {
    ...DEFAULT_SCORE_MODEL,
    usage: { ...DEFAULT_SCORE_MODEL.usage, weight: usage },
    engagement: { ...DEFAULT_SCORE_MODEL.engagement, weight: engagement },
    incident: { ...DEFAULT_SCORE_MODEL.incident, weight: incident },
  };
}

const anyIncidents = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 99 }).map(String),
    externalId: fc.option(fc.constantFrom("A", "B", "C")),
    title: fc.constantFrom("Checkout down", "Slow search"),
    severity: fc.constantFrom(...SEVERITIES),
    open: fc.boolean(),
  }),
  { selector: ({ id }) => id, maxLength: 7 },
);

/** Any facts, those without data, duplicates of incidents, and new clients included. */
export const anyFacts: fc.Arbitrary<ScoreFacts> = fc.record({
  usageCount: fc.option(fc.nat(6000), { freq: 5 }),
  engagementCount: fc.option(fc.nat(40), { freq: 5 }),
  incidents: anyIncidents,
  daysSinceStart: fc.nat(60),
  previousBand: fc.option(fc.constantFrom(...BANDS)),
});

const anyWeight = fc.constantFrom(0.1, 0.2, 0.3, 0.4, 1, 1.5, 2, 7);

/** The default model with any weights. */
export const anyModel: fc.Arbitrary<ScoreModel> = fc.tuple(anyWeight, anyWeight, anyWeight)
  .map((weights) => modelWithWeights(...weights));
