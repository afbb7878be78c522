/** A score model in words and worked cases, for the page that explains it. Pure; every number comes from the model. */
import { exact, toNumber } from "@/lib/scoring/exact.ts";
import { scoreClient } from "@/lib/scoring/score.ts";
import { bandWord } from "@/lib/scoring/words.ts";
import {
  type Band,
  COMPONENT_KEYS,
  type ComponentKey,
  type HealthScore,
  type ScoreFacts,
  type ScoreModel,
  SEVERITIES,
  type Severity,
} from "@/lib/scoring/types.ts";

const SCORE_MAX = 100;

/** The share of each component in the score, 0–1; they sum to 1. */
export function componentShares(model: ScoreModel): Record<ComponentKey, number> {
  const weights = COMPONENT_KEYS.map((key) => exact(model[key].weight));
  const total = weights.reduce((sum, weight) => sum.add(weight));
  const [usage, engagement, incident] = weights.map((weight) => toNumber(weight.div(total)));
  return { usage: usage ?? 0, engagement: engagement ?? 0, incident: incident ?? 0 };
}

/** What one incident takes from the score of a client that has all data: points, open and once resolved. */
export interface SeverityCost {
  severity: Severity;
  /** Of the 100 points of the incidents, while open: what the model says. */
  penalty: number;
  open: number;
  resolved: number;
}

export function severityCosts(model: ScoreModel): SeverityCost[] {
  const share = exact(componentShares(model).incident);
  return SEVERITIES.map((severity) => {
    const penalty = model.incident.penalties[severity];
    const open = exact(penalty).mul(share);
    return {
      severity,
      penalty,
      open: toNumber(open),
      resolved: toNumber(open.mul(exact(model.incident.resolvedShare))),
    };
  });
}

export interface BandRule {
  band: Band;
  /** Lowest and highest whole score that enters the band. */
  from: number;
  to: number;
  /** When a client that is in it leaves it, a clause for each edge. */
  leaves: string[];
}

/** The bands from best to worst. */
export function bandRules({ healthyFrom, atRiskFrom, hysteresisPoints }: ScoreModel["bands"]): BandRule[] {
  const down = (edge: number) => hysteresisPoints === 0 ? edge - 1 : edge - hysteresisPoints;
  const up = (edge: number) => edge + hysteresisPoints;
  return [
    { band: "healthy", from: healthyFrom, to: SCORE_MAX, leaves: [`at ${down(healthyFrom)} and below`] },
    {
      band: "at_risk",
      from: atRiskFrom,
      to: healthyFrom - 1,
      leaves: [`upwards at ${up(healthyFrom)}`, `downwards at ${down(atRiskFrom)}`],
    },
    { band: "critical", from: 0, to: atRiskFrom - 1, leaves: [`at ${up(atRiskFrom)} and above`] },
  ];
}

/** "A healthy client stays healthy at 68" — what holding on to a band means, for the first score that shows it. */
export function hysteresisExample({ healthyFrom, hysteresisPoints }: ScoreModel["bands"]): string | null {
  if (hysteresisPoints < 2) return null;
  const score = healthyFrom - 1;
  return `A client that was ${
    bandWord("healthy").toLowerCase()
  } stays so at ${score}, while one that had no score before is ` +
    `${bandWord("at_risk").toLowerCase()} with the same ${score}`;
}

export interface WorkedCase {
  facts: ScoreFacts;
  score: HealthScore;
}

export interface WorkedCases {
  /** Half the usage, most of the engagement, one open and one resolved incident. */
  typical: WorkedCase;
  /** The same client, had it never sent what engagement is measured by. */
  partial: WorkedCase;
  /** A client that never sent anything. */
  silent: WorkedCase;
}

/** Cases computed by the very function that scores clients. */
export function workedCases(model: ScoreModel): WorkedCases {
  const typical: ScoreFacts = {
    usageCount: Math.round(model.usage.expected / 2),
    engagementCount: Math.round(model.engagement.expected * 0.8),
    incidents: [
      { id: "1", externalId: null, title: "Checkout down", severity: "critical", open: true },
      { id: "2", externalId: null, title: "Slow search", severity: "medium", open: false },
    ],
    daysSinceStart: 2 * model.newClient.fullAfterDays,
    previousBand: null,
  };
  const scored = (facts: ScoreFacts) => ({ facts, score: scoreClient(facts, model) });
  return {
    typical: scored(typical),
    partial: scored({ ...typical, engagementCount: null }),
    silent: scored({ ...typical, usageCount: null, engagementCount: null, incidents: [] }),
  };
}

/** What a client of some age is measured against. */
export interface Expectation {
  days: number;
  usage: number;
  engagement: number;
}

/** For a brand-new client, one of half the age that counts in full, and one of that age; each age once. */
export function newClientExpectations(model: ScoreModel): Expectation[] {
  const { fullAfterDays } = model.newClient;
  const ages = [...new Set([1, Math.ceil(fullAfterDays / 2), fullAfterDays])];
  return ages.map((days) => {
    const facts = { ...workedCases(model).typical.facts, daysSinceStart: days };
    const expected = (key: ComponentKey) => {
      const component = scoreClient(facts, model).components.find((known) => known.key === key);
      return component?.facts.kind === "baseline" ? component.facts.expected : 0;
    };
    return { days, usage: expected("usage"), engagement: expected("engagement") };
  });
}
