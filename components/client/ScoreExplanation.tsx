import { ScoreFreshness, type ScoreFreshnessProps } from "@/components/client/ScoreFreshness.tsx";
import { componentFacts } from "@/components/client/component_facts.ts";
import { ScoreCalculation } from "@/components/client/ScoreCalculation.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import { Waterfall } from "@/components/ui/Waterfall.tsx";
import { localDay } from "@/lib/format/local_day.ts";
import { formatShare } from "@/lib/format/number.ts";
import type { HealthExplanation } from "@/lib/client_detail/service.ts";
import { componentWord } from "@/lib/scoring/words.ts";
import type { HealthScore } from "@/lib/scoring/types.ts";

interface ScoreExplanationProps {
  health: HealthScore;
  /** With how many decimals its figures are shown. */
  figures: Pick<HealthExplanation, "steps" | "calculation">;
  freshness: ScoreFreshnessProps;
}

/** From 100 to the score, step by step, with the facts behind each step and the whole calculation on demand. */
export function ScoreExplanation({ health, figures, freshness }: ScoreExplanationProps) {
  const today = localDay(freshness.now, freshness.timeZone);
  return (
    <Card title="Why this score" id="score-explanation" aside={basis(health)}>
      {health.score === null || health.unrounded === null
        ? <NoScore health={health} today={today} />
        : (
          <Waterfall
            steps={health.components.map((component) => ({
              key: component.key,
              label: componentWord(component.key),
              facts: componentFacts(component, today),
              pointsLost: component.value === null ? null : component.pointsLost,
            }))}
            result={health.unrounded}
            score={health.score}
            band={health.band}
            figures={figures.steps}
          />
        )}
      <details class="mt-3 border-t pt-3">
        <summary class="flex cursor-pointer items-center gap-1 rounded-control text-13 text-ink-2 hover:text-ink">
          <Icon name="chevron" class="disclosure transition-transform" />
          The calculation
        </summary>
        <div class="-mx-4">
          <ScoreCalculation health={health} figures={figures.calculation} />
        </div>
      </details>
      <div class="mt-3">
        <ScoreFreshness {...freshness} />
      </div>
    </Card>
  );
}

/** What the score rests on: the model and how much of it had data. */
function basis({ modelVersion, coverage }: HealthScore): string {
  const model = `Model ${modelVersion}`;
  return coverage === 1 ? model : `${formatShare(coverage)} of the model has data · ${model}`;
}

function NoScore({ health, today }: { health: HealthScore; today: string }) {
  return (
    <div class="flex flex-col gap-2">
      <p class="font-medium">Not enough data for a score</p>
      <p class="text-ink-2">
        Only {formatShare(health.coverage)}{" "}
        of the model has data. A score would be a guess, so there is none: neither 0 nor 100.
      </p>
      <ul class="mt-1 divide-y">
        {health.components.map((component) => (
          <li key={component.key} class="flex justify-between gap-4 py-2 text-13">
            <span class="font-medium">{componentWord(component.key)}</span>
            <span class="text-right text-ink-3">{componentFacts(component, today)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
