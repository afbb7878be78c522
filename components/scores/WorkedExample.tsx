import { componentFacts } from "@/components/client/component_facts.ts";
import { ScoreCalculation } from "@/components/client/ScoreCalculation.tsx";
import { BandBadge } from "@/components/ui/BandBadge.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { Waterfall } from "@/components/ui/Waterfall.tsx";
import { stepFigures, tableFigures } from "@/lib/scoring/figures.ts";
import { explainSentence, remedySentence } from "@/lib/scoring/sentences.ts";
import { componentWord } from "@/lib/scoring/words.ts";
import type { HealthScore } from "@/lib/scoring/types.ts";

/** One made-up client, computed by the very code that scores real ones. */
export function WorkedExample({ score, windowDays }: { score: HealthScore; windowDays: number }) {
  return (
    <Card
      title="A worked example"
      id="example"
      note="A made-up client, computed by the very code that scores real ones"
      aside={<BandBadge band={score.band} />}
    >
      <p class="text-14">{explainSentence(score, null)}.</p>
      {score.score !== null && score.unrounded !== null && (
        <div class="mt-3">
          <Waterfall
            steps={score.components.map((component) => ({
              key: component.key,
              label: componentWord(component.key),
              facts: componentFacts(component),
              pointsLost: component.value === null ? null : component.pointsLost,
            }))}
            result={score.unrounded}
            score={score.score}
            band={score.band}
            figures={stepFigures(score)}
          />
        </div>
      )}
      <div class="-mx-4">
        <ScoreCalculation health={score} figures={tableFigures(score)} />
      </div>
      {score.remedies.length > 0 && (
        <div class="mt-4 border-t pt-3">
          <h3 class="text-13 font-medium">What would bring it back</h3>
          <ul class="mt-1 list-disc pl-4 text-13 text-ink-2">
            {score.remedies.map((remedy) => (
              <li key={remedy.component}>
                {remedySentence(remedy, { windowDays, components: score.components })}
                {remedy.reachable && ` (reaches ${remedy.score})`}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}
