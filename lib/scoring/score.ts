import { assess } from "@/lib/scoring/assessment.ts";
import { remediesOf } from "@/lib/scoring/remedies.ts";
import type { HealthScore, ScoreFacts, ScoreModel } from "@/lib/scoring/types.ts";

/**
 * Scores one client and explains the score: components with value, weight, points and facts, and what would bring
 * the client back. Pure: the same facts and model give the same answer in server, worker and browser.
 *
 * The rules are those of {@link assess} (weights, missing data, rounding), `bandOf` (hysteresis) and
 * {@link remediesOf}. The model must satisfy `scoreModelSchema`.
 * @throws {RangeError} A count is negative, or a number is not finite.
 */
export function scoreClient(facts: ScoreFacts, model: ScoreModel): HealthScore {
  const assessment = assess(facts, model);
  return { ...assessment, remedies: remediesOf(facts, model, assessment) };
}
