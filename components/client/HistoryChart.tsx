import { DayAxis } from "@/components/client/DayAxis.tsx";
import { DayCursor } from "@/components/client/DayCursor.tsx";
import { ChangeLanes, LaneWords } from "@/components/client/ChangeLanes.tsx";
import { gapRuns } from "@/components/client/gap_runs.ts";
import { Hatch } from "@/components/client/Hatch.tsx";
import { type HistoryDay, historyDaySentence, historySummary } from "@/components/client/history_words.ts";
import { BAND_FILL } from "@/components/ui/band_classes.ts";
import { linePath, lineRuns } from "@/components/ui/line_geometry.ts";
import type { ScoreChangeView } from "@/lib/client_detail/time_view.ts";
import type { BandEdges as Edges } from "@/lib/scoring/band.ts";

interface HistoryChartProps {
  days: readonly HistoryDay[];
  changes: readonly ScoreChangeView[];
  bands: Edges;
}

const HATCH = "history-gap";

/** The score at the end of each day over the tints of the bands, and below it what may have moved it. */
export function HistoryChart({ days, changes: all, bands }: HistoryChartProps) {
  const begins = days[0]?.day ?? "";
  const changes = all.filter(({ day }) => day >= begins);
  return (
    <div class="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-2">
      <Scale edges={[0, bands.atRiskFrom, bands.healthyFrom, 100]} />
      <div class="relative">
        <Plot days={days} bands={bands} />
        <ChangeLanes days={days} changes={changes} />
        <DayCursor
          label="Scores by day"
          dayCount={days.length}
          describe={(index) => {
            const entry = days[index];
            return entry
              ? historyDaySentence(entry, changes.filter(({ day }) => day === entry.day), bands)
              : "";
          }}
        />
      </div>
      <div>
        <BandWords {...bands} />
        <LaneWords changes={changes} />
      </div>
      <span />
      <DayAxis days={days} />
    </div>
  );
}

function Plot({ days, bands: { healthyFrom, atRiskFrom } }: {
  days: readonly HistoryDay[];
  bands: Edges;
}) {
  const inset = 50 / Math.max(1, days.length);
  const area = { width: 100, height: 100 + 2 * inset, inset };
  const runs = lineRuns(days.map(({ score }) => score), [0, 100], area);
  const last = days.at(-1);
  return (
    <svg
      class="day-chart block w-full overflow-visible"
      role="img"
      aria-label={`Scores by day: ${historySummary(days)}`}
    >
      <Hatch id={HATCH} />
      <rect width="100%" height={`${100 - healthyFrom}%`} class="fill-healthy-tint" />
      <rect
        width="100%"
        y={`${100 - healthyFrom}%`}
        height={`${healthyFrom - atRiskFrom}%`}
        class="fill-at-risk-tint"
      />
      <rect width="100%" y={`${100 - atRiskFrom}%`} height={`${atRiskFrom}%`} class="fill-critical-tint" />
      {gapRuns(days.map(({ score }) => score)).map(({ from, length }) => (
        <g key={from}>
          <rect x={share(from, days)} width={share(length, days)} height="100%" class="fill-surface" />
          <rect x={share(from, days)} width={share(length, days)} height="100%" fill={`url(#${HATCH})`} />
        </g>
      ))}
      <svg viewBox={`0 ${inset} 100 100`} width="100%" height="100%" preserveAspectRatio="none">
        {runs.filter((run) => run.length > 1).map((run) => (
          <path
            key={run[0]?.x}
            d={linePath(run)}
            fill="none"
            class="stroke-ink"
            stroke-width="2"
            stroke-linejoin="round"
            stroke-linecap="round"
            vector-effect="non-scaling-stroke"
          />
        ))}
      </svg>
      {runs.filter((run) => run.length === 1).map(([point]) => (
        point && <circle key={point.x} cx={`${point.x}%`} cy={`${point.y - inset}%`} r="3" class="fill-ink" />
      ))}
      {last && last.score !== null && (
        <circle
          cx={`${100 - inset}%`}
          cy={`${100 - last.score}%`}
          r="5"
          stroke-width="2"
          class={`${BAND_FILL[last.band ?? "unknown"]} stroke-surface`}
        />
      )}
    </svg>
  );
}

/** Marks of the axis, each at its own height. */
function Scale({ edges }: { edges: readonly number[] }) {
  return (
    <svg class="day-chart history-scale" aria-hidden="true">
      {edges.map((edge) => (
        <text
          key={edge}
          x="100%"
          y={`${100 - edge}%`}
          text-anchor="end"
          dominant-baseline="central"
          class="fill-ink-3 text-12"
        >
          {edge}
        </text>
      ))}
    </svg>
  );
}

function BandWords({ healthyFrom, atRiskFrom }: Edges) {
  const words = [
    { word: "Healthy", middle: (100 + healthyFrom) / 2, class: "fill-healthy" },
    { word: "At risk", middle: (healthyFrom + atRiskFrom) / 2, class: "fill-at-risk" },
    { word: "Critical", middle: atRiskFrom / 2, class: "fill-critical" },
  ];
  return (
    <svg class="day-chart history-words" aria-hidden="true">
      {words.map(({ word, middle, class: fill }) => (
        <text
          key={word}
          y={`${100 - middle}%`}
          dominant-baseline="central"
          class={`${fill} text-12 font-medium`}
        >
          {word}
        </text>
      ))}
    </svg>
  );
}

function share(days: number, all: readonly unknown[]): string {
  return `${days / all.length * 100}%`;
}
