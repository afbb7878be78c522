/**
 * With how many decimals the figures of a score are shown, so that a reader who adds them up gets what is shown. Most
 * scores need one; where none makes all of it come out, as with thirds, it is known what has to be said.
 */
import type { HealthScore, ScoreComponent } from "@/lib/scoring/types.ts";

/** Decimals, and whether the figures come out with them; where not, that has to be said. */
export interface ShownFigures {
  decimals: number;
  addUp: boolean;
}

/** More are shown only where the rounding to the score would look wrong without. */
const USUAL_DECIMALS_MAX = 4;
/** Of a score so close to a half that no number of decimals shows on which side it lies. */
const DECIMALS_MAX = 9;

type Scored = Pick<HealthScore, "score" | "unrounded" | "components">;

/** The figure in units of its last decimal, half up; the noise of binary floats is no digit. */
function unitsOf(value: number, decimals: number): number {
  return Math.round(Number((value * 10 ** decimals).toFixed(6)));
}

/** What a figure with so many decimals reads. */
export function shownFigure(value: number, decimals: number): number {
  return unitsOf(value, decimals) / 10 ** decimals;
}

/** Of the steps from 100 down to the score: 100 less the steps as shown is the unrounded score as shown. */
export function stepFigures(health: Scored): ShownFigures {
  return fewestDecimals(
    (decimals) => roundsToScore(health, decimals),
    (decimals) => addsUpInSteps(health, decimals),
  );
}

/** Of the whole calculation: the steps, value × weight = points, and the sums of its columns. */
export function tableFigures(health: Scored): ShownFigures {
  return fewestDecimals(
    (decimals) => roundsToScore(health, decimals),
    (decimals) => addsUpInSteps(health, decimals) && addsUpInTable(health, decimals),
  );
}

/** The fewest with which all comes out; where there are none, the fewest that round to the score. */
function fewestDecimals(
  rounds: (decimals: number) => boolean,
  addsUp: (decimals: number) => boolean,
): ShownFigures {
  let fewest: number | null = null;
  for (let decimals = 1; decimals <= (fewest === null ? DECIMALS_MAX : USUAL_DECIMALS_MAX); decimals++) {
    if (!rounds(decimals)) continue;
    if (addsUp(decimals)) return { decimals, addUp: true };
    fewest ??= decimals;
  }
  return { decimals: fewest ?? DECIMALS_MAX, addUp: false };
}

/** Decimals of the points in a sentence that gives the rounded score: none where whole points lead to it. */
export function sentenceDecimals(health: Scored): number {
  const lost = health.components.reduce((sum, { pointsLost }) => sum + unitsOf(pointsLost, 0), 0);
  return health.score === null || 100 - lost === health.score ? 0 : stepFigures(health).decimals;
}

function roundsToScore({ score, unrounded }: Scored, decimals: number): boolean {
  return score === null || unrounded === null ||
    Math.floor(shownFigure(unrounded, decimals) + 0.5) === score;
}

function addsUpInSteps({ unrounded, components }: Scored, decimals: number): boolean {
  if (unrounded === null) return true;
  const lost = components.reduce((sum, { pointsLost }) => sum + unitsOf(pointsLost, decimals), 0);
  return unitsOf(100, decimals) - lost === unitsOf(unrounded, decimals);
}

function addsUpInTable({ unrounded, components }: Scored, decimals: number): boolean {
  const points = components.reduce((sum, component) => sum + unitsOf(component.points, decimals), 0);
  return points === unitsOf(unrounded ?? 0, decimals) &&
    components.every((component) => comesOut(component, decimals));
}

/** Value × weight = points, points + lost = weight, and the incidents take what is lost. */
function comesOut(
  { value, weightUsed, points, pointsLost, facts }: ScoreComponent,
  decimals: number,
): boolean {
  const units = (figure: number) => unitsOf(figure, decimals);
  if (value === null) return true;
  const product = shownFigure(value, decimals) * shownFigure(100 * weightUsed, decimals) / 100;
  if (weightUsed > 0 && units(product) !== units(points)) return false;
  if (units(points) + units(pointsLost) !== units(100 * weightUsed)) return false;
  if (facts.kind !== "penalties" || facts.total > 100) return true;
  const taken = (share: number) =>
    facts.incidents.reduce((sum, { penalty }) => sum + units(penalty * share), 0);
  return taken(1) === units(100) - units(value) && taken(weightUsed) === units(pointsLost);
}
