import { BAND_FILL } from "@/components/ui/band_classes.ts";
import { linePath, lineRuns } from "@/components/ui/line_geometry.ts";
import type { Band } from "@/lib/scoring/types.ts";

interface SparklineProps {
  /** Oldest first; `null` where there is nothing, drawn as a gap. */
  values: readonly (number | null)[];
  /** 0–100 for scores, so that rows can be compared; by default from zero to the highest value. */
  domain?: readonly [number, number];
  /** Colours the last point; without it the point is in ink. */
  band?: Band;
  /** A sentence; without it the line is decoration beside words that say the same. */
  label?: string;
  width?: number;
  height?: number;
}

/** A line as small as a word. It needs two values to say anything; with fewer there is only the dot. */
export function Sparkline({ values, domain, band, label, width = 80, height = 24 }: SparklineProps) {
  const highest = Math.max(...values.map((value) => value ?? 0), 0);
  const runs = lineRuns(values, domain ?? [0, highest], { width, height, inset: 3 });
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
