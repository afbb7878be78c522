import { ProgressBar } from "@/components/ui/BarRow.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { capitalised } from "@/lib/format/words.ts";
import { formatCount, formatQuantity, formatShare } from "@/lib/format/number.ts";
import { componentShares } from "@/lib/scoring/model_words.ts";
import { componentWord, telemetryWord } from "@/lib/scoring/words.ts";
import type { BaselineModel, ComponentKey, ScoreModel } from "@/lib/scoring/types.ts";

/** The parts of the score, how much each counts, and what a full mark takes. */
export function MeasuredParts({ model }: { model: ScoreModel }) {
  const shares = componentShares(model);
  const sentences: Record<ComponentKey, string> = {
    usage: baselineSentence(model.usage, model.windowDays),
    engagement: baselineSentence(model.engagement, model.windowDays),
    incident:
      "Begins full. Every incident that is open, or was resolved lately, takes points away by its severity.",
  };
  const keys = Object.keys(sentences) as ComponentKey[];
  return (
    <Card
      title="What is measured"
      id="measured"
      note={`Over the last ${
        formatQuantity(model.windowDays, "day")
      } of the client’s own calendar, today included`}
    >
      <ul class="grid gap-6 md:grid-cols-3">
        {keys.map((key) => (
          <li key={key} class="flex flex-col gap-2">
            <p class="flex items-baseline justify-between gap-2">
              <span class="text-14 font-medium">{componentWord(key)}</span>
              <span class="text-20 font-semibold">{formatShare(shares[key])}</span>
            </p>
            <ProgressBar share={shares[key]} />
            <p class="text-13 text-ink-2">{sentences[key]}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function baselineSentence({ telemetryType, expected }: BaselineModel, windowDays: number): string {
  const events = telemetryWord(telemetryType);
  return `${capitalised(events)} in ${formatQuantity(windowDays, "day")}: ${
    formatCount(expected)
  } or more earn all of it, fewer their share.`;
}
