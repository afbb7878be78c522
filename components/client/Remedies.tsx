import { BandBadge } from "@/components/ui/BandBadge.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { componentWord, remedySentence } from "@/lib/scoring/words.ts";
import type { Band, Remedy } from "@/lib/scoring/types.ts";

interface RemediesProps {
  /** Of the score shown beside it. */
  band: Band;
  remedies: readonly Remedy[];
}

/** For each component alone, the smallest change that reaches the next band. */
export function Remedies({ band, remedies }: RemediesProps) {
  return (
    <Card
      title="What would bring it back"
      id="remedies"
      note={remedies.length > 0 ? "The smallest change of each part alone" : undefined}
    >
      {remedies.length === 0 ? <p class="text-ink-2">{nothingToDo(band)}</p> : (
        <ul class="divide-y">
          {remedies.map((remedy) => <RemedyLine key={remedy.component} remedy={remedy} />)}
        </ul>
      )}
    </Card>
  );
}

function RemedyLine({ remedy }: { remedy: Remedy }) {
  return (
    <li class="flex flex-col gap-1 py-3">
      <span class="text-12 text-ink-3">{componentWord(remedy.component)}</span>
      <span class={remedy.reachable ? "font-medium" : "text-ink-2"}>{remedySentence(remedy)}</span>
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
