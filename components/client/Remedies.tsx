import { BandBadge } from "@/components/ui/BandBadge.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { componentWord, remedySentence } from "@/lib/scoring/words.ts";
import type { Band, HealthScore, Remedy } from "@/lib/scoring/types.ts";

interface RemediesProps {
  /** The score shown beside it; `null` before the first. */
  health: Pick<HealthScore, "band" | "remedies" | "components"> | null;
  /** Days that a score looks at. */
  windowDays: number;
  /** The client has left. */
  left?: boolean;
}

const NO_SCORE = { band: "unknown", remedies: [], components: [] } as const;

/** For each component alone, the smallest change that reaches the next band. */
export function Remedies({ health, windowDays, left = false }: RemediesProps) {
  const { band, components, ...score } = health ?? NO_SCORE;
  const remedies = left ? [] : score.remedies;
  return (
    <Card
      title="What would bring it back"
      id="remedies"
      note={remedies.length > 0 ? "The smallest change of each part alone" : undefined}
    >
      {remedies.length === 0
        ? <p class="text-ink-2">{left ? "This client has left" : nothingToDo(band)}</p>
        : (
          <ul class="divide-y">
            {remedies.map((remedy) => (
              <RemedyLine
                key={remedy.component}
                remedy={remedy}
                sentence={remedySentence(remedy, { windowDays, components })}
              />
            ))}
          </ul>
        )}
    </Card>
  );
}

function RemedyLine({ remedy, sentence }: { remedy: Remedy; sentence: string }) {
  return (
    <li class="flex flex-col gap-1 py-3">
      <span class="text-12 text-ink-3">{componentWord(remedy.component)}</span>
      <span
        class={`clamp-4 long-word ${remedy.reachable ? "font-medium" : "text-ink-2"}`}
        title={sentence}
        dir="auto"
      >
        {sentence}
      </span>
      {remedy.reachable && (
        <span class="flex items-center gap-2 text-12 text-ink-2">
          reaches {remedy.score}
          <BandBadge band={remedy.band} />
        </span>
      )}
    </li>
  );
}

function nothingToDo(band: Band): string {
  return band === "healthy"
    ? "Nothing is needed: this client is healthy"
    : "There is no score to bring back yet";
}
