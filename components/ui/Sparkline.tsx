import { BAND_FILL } from "@/components/ui/band_classes.ts";
import { linePath, lineRuns, ownRange } from "@/components/ui/line_geometry.ts";
import { fromFirstData } from "@/lib/charts/beginning.ts";
import type { Band } from "@/lib/scoring/types.ts";

interface SparklineProps {
  /** Scores, oldest first; `null` where there is none, drawn as a gap. */
  values: readonly (number | null)[];
  /** Colours the last point; without it the point is in ink. */
  band?: Band;
  /** A sentence; without it the line is decoration beside words that say the same. */
  label?: string;
  width?: number;
  height?: number;
}

/** Smaller changes than this many points are not drawn as if they were large. */
const LEAST_RANGE = 10;

/**
 * A line as small as a word, over the range of its own values: the course of each, not a comparison with others. It needs
 * two values to say anything; with fewer there is only the dot.
 */
export function Sparkline({ values: all, band, label, width = 80, height = 24 }: SparklineProps) {
  const values = fromFirstData(all, (value) => value !== null);
  const runs = lineRuns(values, ownRange(values, LEAST_RANGE), { width, height, inset: 3 });
  const last = runs.at(-1)?.at(-1);
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      class="block max-w-full"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : "true"}
      focusable="false"
    >
      {runs.map((run) =>
        run.length === 1
          ? <circle key={run[0]?.x} cx={run[0]?.x} cy={run[0]?.y} r="1" class="fill-ink-3" />
          : (
            <path
              key={run[0]?.x}
              d={linePath(run)}
              fill="none"
              class="stroke-ink-3"
              stroke-width="1.5"
              stroke-linejoin="round"
              stroke-linecap="round"
            />
          )
      )}
      {last && <circle cx={last.x} cy={last.y} r="2.5" class={band ? BAND_FILL[band] : "fill-ink"} />}
    </svg>
  );
}
