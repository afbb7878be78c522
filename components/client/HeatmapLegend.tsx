import { Hatch } from "@/components/client/Hatch.tsx";
import { LEVELS } from "@/components/client/Heatmap.tsx";
import { levelRanges } from "@/components/client/heatmap_words.ts";
import { capitalised } from "@/lib/format/words.ts";
import type { HeatmapView } from "@/lib/client_detail/time_view.ts";

/** What the levels stand for, in counts of this very client. */
export function HeatmapLegend({ heatmap, unit }: { heatmap: HeatmapView; unit: string }) {
  return (
    <p class="flex flex-wrap items-center gap-x-4 gap-y-1 text-12 text-ink-3">
      <span>{capitalised(unit)} a day</span>
      {levelRanges(heatmap).map(({ level, counts }) => (
        <span key={level} class="inline-flex items-center gap-1">
          <svg width="11" height="11" aria-hidden="true">
            <rect
              width="11"
              height="11"
              rx="2"
              class={LEVELS[level]?.class}
              fill-opacity={LEVELS[level]?.opacity}
            />
          </svg>
          {counts}
        </span>
      ))}
      <span class="inline-flex items-center gap-1">
        <svg width="11" height="11" aria-hidden="true">
          <Hatch id="logins-gap-legend" size={4} />
          <rect
            x="0.5"
            y="0.5"
            width="10"
            height="10"
            rx="2"
            fill="url(#logins-gap-legend)"
            class="stroke-line-strong"
          />
        </svg>
        no data
      </span>
    </p>
  );
}
