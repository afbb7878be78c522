/** "What would bring it back": for each component alone, the smallest change that reaches a better band. */
import type Fraction from "fraction.js";
import { assess, type Assessment } from "@/lib/scoring/assessment.ts";
import { isBetterBand } from "@/lib/scoring/band.ts";
import { expectedCount } from "@/lib/scoring/components.ts";
import { toNumber, ZERO } from "@/lib/scoring/exact.ts";
import {
  type CountedIncident,
  countIncidents,
  incidentIdentity,
  toIncidentPenalty,
} from "@/lib/scoring/incident_penalties.ts";
import type { IncidentFact, Remedy, ScoreFacts, ScoreModel } from "@/lib/scoring/types.ts";

interface Situation {
  facts: ScoreFacts;
  model: ScoreModel;
  current: Assessment;
}

/** What a change of a given size leads to. A larger change never scores lower. */
type Attempt = (size: number) => Assessment;

interface Reached {
  size: number;
  outcome: Assessment & { score: number };
}

/** The smallest size from 1 to `largest` that reaches a better band, or where the largest ends. */
function smallestThatReaches(attempt: Attempt, largest: number, current: Assessment): Reached | Assessment {
  const reaches = (outcome: Assessment): outcome is Reached["outcome"] =>
    outcome.score !== null && isBetterBand(outcome.band, current.band);
  let outcome = largest < 1 ? current : attempt(largest);
  if (!reaches(outcome)) return outcome;
  let best: Reached = { size: largest, outcome };
  let tooSmall = 0;
  while (best.size - tooSmall > 1) {
    const size = Math.floor((tooSmall + best.size) / 2);
    outcome = attempt(size);
    if (reaches(outcome)) best = { size, outcome };
    else tooSmall = size;
  }
  return best;
}

/** More events of one type. A type never sent is tried as if first sent now, with the coverage that brings. */
function baselineRemedy(component: "usage" | "engagement", { facts, model, current }: Situation): Remedy {
  const field = component === "usage" ? "usageCount" : "engagementCount";
  const count = facts[field] ?? 0;
  const expected = expectedCount(model[component], facts.daysSinceStart, model.newClient);
  const missing = toNumber(expected.ceil()) - count;
  const attempt: Attempt = (size) => assess({ ...facts, [field]: count + size }, model);

  const result = smallestThatReaches(attempt, missing, current);
  if (!("outcome" in result)) return { component, reachable: false, score: result.score };
  const { band, score } = result.outcome;
  const { telemetryType } = model[component];
  return { component, reachable: true, telemetryType, additionalCount: result.size, band, score };
}

interface Reduction {
  counted: CountedIncident;
  reduction: Fraction;
}

function byReduction(a: Reduction, b: Reduction): number {
  return b.reduction.compare(a.reduction) || (a.counted.incident.id < b.counted.incident.id ? -1 : 1);
}

function resolved(incident: IncidentFact): IncidentFact {
  return { ...incident, open: false };
}

/**
 * The incidents worth resolving, the largest reduction first, ties by id. Resolving one resolves its duplicates,
 * and a resolved one still costs its share: an incident whose duplicate costs as much once resolved is left out.
 */
function resolvable(facts: ScoreFacts, model: ScoreModel): CountedIncident[] {
  const allResolved = countIncidents(facts.incidents.map(resolved), model.incident);
  const remaining = new Map(allResolved.map(({ identity, penalty }) => [identity, penalty]));
  const reductions = countIncidents(facts.incidents, model.incident)
    .map((counted) => ({ counted, reduction: counted.penalty.sub(remaining.get(counted.identity) ?? ZERO) }))
    .filter(({ reduction }) => reduction.gt(0));
  return reductions.sort(byReduction).map(({ counted }) => counted);
}

/** Fewest incidents to resolve. */
function incidentRemedy({ facts, model, current }: Situation): Remedy {
  const candidates = resolvable(facts, model);
  const attempt: Attempt = (size) => {
    const chosen = new Set(candidates.slice(0, size).map(({ identity }) => identity));
    const incidents = facts.incidents.map((incident) =>
      chosen.has(incidentIdentity(incident)) ? resolved(incident) : incident
    );
    return assess({ ...facts, incidents }, model);
  };

  const result = smallestThatReaches(attempt, candidates.length, current);
  if (!("outcome" in result)) return { component: "incident", reachable: false, score: result.score };
  const { band, score } = result.outcome;
  const resolve = candidates.slice(0, result.size).map(toIncidentPenalty);
  return { component: "incident", reachable: true, resolve, band, score };
}

/**
 * One remedy for each component when the client is at risk or critical, else none. Each is found with the scoring
 * function itself, rounding and hysteresis included; one that cannot reach a better band says where it would end.
 *
 * The change comes after this scoring, so hysteresis starts from the band just given; where plain edges were asked
 * for (`previousBand` null) they hold here too.
 */
export function remediesOf(facts: ScoreFacts, model: ScoreModel, current: Assessment): Remedy[] {
  if (current.band !== "at_risk" && current.band !== "critical") return [];
  const previousBand = facts.previousBand === null ? null : current.band;
  const situation = { facts: { ...facts, previousBand }, model, current };
  return [
    baselineRemedy("usage", situation),
    baselineRemedy("engagement", situation),
    incidentRemedy(situation),
  ];
}
