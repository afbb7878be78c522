import type { ComponentChildren } from "preact";
import { BAND_FILL } from "@/components/ui/band_classes.ts";
import { formatPoints } from "@/lib/format/number.ts";
import type { ShownFigures } from "@/lib/scoring/figures.ts";
import type { Band } from "@/lib/scoring/types.ts";

export interface WaterfallStep {
  key: string;
  label: string;
  /** The facts behind the step. */
  facts: string;
  /** Taken from what is left, 0–100; `null` when the step is left out for want of data. */
  pointsLost: number | null;
}

interface WaterfallProps {
  steps: readonly WaterfallStep[];
  /** What remains after all steps, unrounded. */
  result: number;
  /** As shown everywhere else. */
  score: number;
  band: Band;
  figures: ShownFigures;
}

const ROW = "grid grid-cols-[minmax(0,1fr)_4rem] items-center gap-x-4 gap-y-1 py-2 " +
  "sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)_4rem]";

/** From 100 down to the score, one step for each component, each with its facts. */
export function Waterfall({ steps, result, score, band, figures }: WaterfallProps) {
  let left = 100;
  return (
    <ol>
      <Row label="A full score" facts="Where every client starts" figure="100">
        <rect y="2" width="100%" height="12" rx="2" class="fill-line-strong" />
      </Row>
      {steps.map(({ key, label, facts, pointsLost }) => {
        const lost = pointsLost ?? 0;
        left -= lost;
        return (
          <Row
            key={key}
            label={label}
            facts={facts}
            figure={pointsLost === null ? "left out" : lossFigure(lost, figures)}
          >
            {lost > 0 && (
              <rect x={`${left}%`} y="2" width={`${lost}%`} height="12" rx="2" class="fill-ink-3" />
            )}
            <line x1={`${left}%`} x2={`${left}%`} y1="0" y2="16" class="stroke-ink-3" stroke-width="1" />
          </Row>
        );
      })}
      <Row label="Score" facts={roundingFacts(result, score, figures)} figure={`${score}`} strong>
        <rect y="2" width={`${result}%`} height="12" rx="2" class={BAND_FILL[band]} />
      </Row>
    </ol>
  );
}

interface RowProps {
  label: string;
  facts: string;
  figure: string;
  strong?: boolean;
  children: ComponentChildren;
}

function Row({ label, facts, figure, strong = false, children }: RowProps) {
  return (
    <li class={`${ROW} ${strong ? "border-t" : ""}`}>
      <div class="min-w-0">
        <p class={strong ? "font-semibold" : "font-medium"}>{label}</p>
        <p class="long-word text-12 text-ink-3">{facts}</p>
      </div>
      <span class={`text-right sm:order-last ${strong ? "text-20 font-semibold" : "font-medium text-ink-2"}`}>
        {figure}
      </span>
      <svg class="col-span-2 block w-full sm:col-span-1" height="16" aria-hidden="true">
        <line x1="0" x2="100%" y1="8" y2="8" class="stroke-line" stroke-width="1" />
        {children}
      </svg>
    </li>
  );
}

function lossFigure(lost: number, { decimals }: ShownFigures): string {
  const shown = formatPoints(lost, decimals);
  return shown === "0" ? "0" : `−${shown}`;
}

function roundingFacts(
  result: number,
  score: number,
  { decimals, addUp }: ShownFigures,
): string {
  const shown = formatPoints(result, decimals);
  if (!addUp) return `${shown}, rounded; each step is rounded by itself`;
  return shown === String(score) ? "What is left" : `${shown}, rounded`;
}
