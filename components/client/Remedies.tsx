import { BandBadge } from "@/components/ui/BandBadge.tsx";
import { Card } from "@/components/ui/Card.tsx";
import type { RemedyWords } from "@/lib/client_detail/service.ts";
import { componentWord } from "@/lib/scoring/words.ts";
import type { Band } from "@/lib/scoring/types.ts";

interface RemediesProps {
  /** Of the score shown beside it. */
  band: Band;
  remedies: readonly RemedyWords[];
  /** The client has left. */
  left?: boolean;
}

/** For each component alone, the smallest change that reaches the next band. */
export function Remedies({ band, remedies, left = false }: RemediesProps) {
  const needed = left ? [] : remedies;
  return (
    <Card
      title="What would bring it back"
      id="remedies"
      note={needed.length > 0 ? "The smallest change of each part alone" : undefined}
    >
      {needed.length === 0
        ? <p class="text-ink-2">{left ? "This client has left" : nothingToDo(band)}</p>
        : (
          <ul class="divide-y">
            {needed.map((remedy) => <RemedyLine key={remedy.component} {...remedy} />)}
          </ul>
        )}
    </Card>
  );
}

function RemedyLine({ component, sentence, reaches }: RemedyWords) {
  return (
    <li class="flex flex-col gap-1 py-3">
      <span class="text-12 text-ink-3">{componentWord(component)}</span>
      <span
        class={`clamp-4 long-word ${reaches ? "font-medium" : "text-ink-2"}`}
        title={sentence}
        dir="auto"
      >
        {sentence}
      </span>
      {reaches && (
        <span class="flex items-center gap-2 text-12 text-ink-2">
          reaches {reaches.score}
          <BandBadge band={reaches.band} />
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
