import type { ScoreChangeView } from "@/lib/client_detail/time_view.ts";

type Kind = ScoreChangeView["kind"];

const LANES: readonly { kind: Kind; word: string; class: string; path: string }[] = [
  { kind: "incident_opened", word: "Opened", class: "fill-ink", path: "M0-4.5 4.5 4h-9z" },
  {
    kind: "incident_resolved",
    word: "Resolved",
    class: "fill-surface stroke-ink-2",
    path: "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z",
  },
  { kind: "model_changed", word: "Model", class: "fill-accent", path: "M0-5 5 0 0 5-5 0z" },
];

interface ChangeLanesProps {
  days: readonly { day: string }[];
  changes: readonly ScoreChangeView[];
}

/** Below the plot, a lane for each kind of change that occurs and a mark on each day it did. */
export function ChangeLanes({ days, changes }: ChangeLanesProps) {
  const lanes = lanesOf(changes);
  if (lanes.length === 0) return null;
  return (
    <div class="mt-2">
      {lanes.map(({ kind, class: mark, path }) => {
        const dates = new Set(changes.filter((change) => change.kind === kind).map(({ day }) => day));
        return (
          <svg key={kind} class="block h-4 w-full overflow-visible" aria-hidden="true">
            <line x1="0" x2="100%" y1="50%" y2="50%" class="stroke-line" stroke-width="1" />
            {days.map(({ day }, index) =>
              dates.has(day) && (
                <svg
                  key={day}
                  x={`${(index + 0.5) / days.length * 100}%`}
                  y="50%"
                  class="overflow-visible"
                >
                  <path d={path} class={mark} stroke-width="1.5" />
                </svg>
              )
            )}
          </svg>
        );
      })}
    </div>
  );
}

/** The name of each lane, at its height. */
export function LaneWords({ changes }: Pick<ChangeLanesProps, "changes">) {
  return (
    <ul class="mt-2 text-12 text-ink-3" aria-hidden="true">
      {lanesOf(changes).map(({ kind, word }) => <li key={kind} class="h-4 leading-none">{word}</li>)}
    </ul>
  );
}

function lanesOf(changes: readonly ScoreChangeView[]) {
  return LANES.filter(({ kind }) => changes.some((change) => change.kind === kind));
}
