/** The score without its remedies: what remedies themselves are computed with. */
import type Fraction from "fraction.js";
import { bandOf, heldUntil } from "@/lib/scoring/band.ts";
import { measureComponents, type MeasuredComponent } from "@/lib/scoring/components.ts";
import { exact, HUNDRED, roundHalfUp, sumOf, toNumber, ZERO } from "@/lib/scoring/exact.ts";
import type { HealthScore, ScoreComponent, ScoreFacts, ScoreModel } from "@/lib/scoring/types.ts";

export type Assessment = Omit<HealthScore, "remedies">;

interface WeighedComponent {
  component: ScoreComponent;
  points: Fraction;
}

/** `shared` is the configured weight that the components with data share; `null` when nothing is scored. */
function weigh(measured: MeasuredComponent, total: Fraction, shared: Fraction | null): WeighedComponent {
  const { key, weight, value, facts } = measured;
  const weightUsed = value === null || shared === null ? ZERO : weight.div(shared);
  const points = value === null ? ZERO : value.mul(weightUsed);
  const component = {
    key,
    value: value === null ? null : toNumber(value),
    weight: toNumber(weight.div(total)),
    weightUsed: toNumber(weightUsed),
    points: toNumber(points),
    pointsLost: toNumber(HUNDRED.mul(weightUsed).sub(points)),
    facts,
  };
  return { component, points };
}

/**
 * Scores one client.
 *
 * Weights are normalised to sum to 1. A component without data is left out and the others are rescaled; when what
 * has data is less than `minimumCoverage` of the model, score and unrounded are `null`, the band is `unknown`, and
 * no component carries a weight or points (a rescaled weight would pretend to a score there is not), though each
 * still says its value and facts.
 *
 * The score is rounded half up from the exact rational sum. `unrounded` is the sum, left to right, of the
 * `points` as numbers, so that what is shown adds up exactly.
 * @throws {RangeError} A count is negative, or a number is not finite.
 */
export function assess(facts: ScoreFacts, model: ScoreModel): Assessment {
  const measured = measureComponents(facts, model);
  const total = sumOf(measured.map(({ weight }) => weight));
  const shared = sumOf(measured.filter(({ value }) => value !== null).map(({ weight }) => weight));
  const coverage = shared.div(total);
  const scored = coverage.gte(exact(model.minimumCoverage));

  const weighed = measured.map((component) => weigh(component, total, scored ? shared : null));
  const components = weighed.map(({ component }) => component);
  const score = scored ? roundHalfUp(sumOf(weighed.map(({ points }) => points))) : null;
  const band = bandOf(score, model.bands, facts.previousBand);
  return {
    score,
    unrounded: scored ? components.reduce((sum, { points }) => sum + points, 0) : null,
    band,
    heldUntil: heldUntil(score, band, model.bands),
    coverage: toNumber(coverage),
    components,
    modelVersion: model.version,
  };
}
