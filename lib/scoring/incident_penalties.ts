/** What incidents take away: each incident once, the heaviest of its duplicates. */
import type Fraction from "fraction.js";
import { exact, toNumber } from "@/lib/scoring/exact.ts";
import type { IncidentFact, IncidentPenalty, PenaltyModel } from "@/lib/scoring/types.ts";

/** An incident that counts, with its exact penalty in points of the incident component. */
export interface CountedIncident {
  /** Equal for duplicates. */
  identity: string;
  incident: IncidentFact;
  penalty: Fraction;
}

/** What makes two records the same incident: the externalId, or without one the record's own id. */
export function incidentIdentity(incident: IncidentFact): string {
  return incident.externalId === null ? `id:${incident.id}` : `external:${incident.externalId}`;
}

/** The penalty by severity while open or investigating; the model's `resolvedShare` of it once resolved. */
function penaltyOf(incident: IncidentFact, model: PenaltyModel): Fraction {
  const penalty = exact(model.penalties[incident.severity]);
  return incident.open ? penalty : penalty.mul(exact(model.resolvedShare));
}

/** Heaviest first, then open before resolved, then by id: a total order, so the input's order never matters. */
function byWeight(a: CountedIncident, b: CountedIncident): number {
  return b.penalty.compare(a.penalty) ||
    Number(b.incident.open) - Number(a.incident.open) ||
    (a.incident.id < b.incident.id ? -1 : 1);
}

/** The incidents that count, heaviest first. Of duplicates (same externalId) the heaviest counts. */
export function countIncidents(incidents: readonly IncidentFact[], model: PenaltyModel): CountedIncident[] {
  const counted = new Map<string, CountedIncident>();
  const weighed = incidents.map((incident) => ({
    identity: incidentIdentity(incident),
    incident,
    penalty: penaltyOf(incident, model),
  }));
  for (const candidate of weighed.sort(byWeight)) {
    if (!counted.has(candidate.identity)) counted.set(candidate.identity, candidate);
  }
  return [...counted.values()];
}

/** The incident as it appears in an explanation. */
export function toIncidentPenalty({ incident, penalty }: CountedIncident): IncidentPenalty {
  const { id, externalId, title, severity, open } = incident;
  return { id, externalId, title, severity, open, penalty: toNumber(penalty) };
}
