import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { FiguresTable } from "@/components/charts/FiguresTable.tsx";
import { keyTarget } from "@/components/client/calendar.ts";
import { ChartTip } from "@/components/client/ChartTip.tsx";
import { Heatmap } from "@/components/client/Heatmap.tsx";
import { HeatmapLegend } from "@/components/client/HeatmapLegend.tsx";
import { spanPhrase } from "@/components/client/span_words.ts";
import { cellSentence, heatmapRows, heatmapSummary } from "@/components/client/heatmap_words.ts";
import { Card } from "@/components/ui/Card.tsx";
import { fromFirstData } from "@/lib/charts/beginning.ts";
import { createClientPart } from "@/lib/client_detail/client_part.ts";
import type { HeatmapView } from "@/lib/client_detail/time_view.ts";
import { HEATMAP_DAYS } from "@/lib/client_detail/page_choice.ts";
import { capitalised } from "@/lib/format/words.ts";
import { telemetryWord } from "@/lib/scoring/words.ts";

interface LoginHeatmapProps {
  heatmap: HeatmapView;
  /** Of the live stream, before the heatmap was read. */
  livePosition: string;
}

/** A year is a large read, and one login more rarely changes the picture. */
const GATHER_MS = 3_000;

interface Pointed {
  index: number;
  /** 0–1 of the width. */
  x: number;
  /** Pixels from the top. */
  y: number;
}

/** A year of logins, which follows the client's events and tells the day under the pointer or the keyboard. */
export function LoginHeatmap({ heatmap: initial, livePosition }: LoginHeatmapProps) {
  const part = useMemo(() =>
    createClientPart(initial.clientId, initial, {
      path: () => `/clients/${initial.clientId}/heatmap?days=${HEATMAP_DAYS}`,
      delayMs: GATHER_MS,
    }), []);
  const frame = useRef<HTMLDivElement>(null);
  const grid = useRef<SVGSVGElement>(null);
  // The day that was reached last; today before any was.
  const reached = useSignal<number | null>(null);
  const pointed = useSignal<Pointed | null>(null);
  useEffect(() => part.follow(livePosition), []);

  const year = part.value.value;
  const days = fromFirstData(year.days, ({ day }) => year.begins !== null && day >= year.begins);
  const heatmap = { ...year, days: [...days], first: days[0]?.day ?? year.first };
  const active = Math.min(reached.value ?? Infinity, days.length - 1);
  const unit = telemetryWord(heatmap.telemetryType);
  const cell = pointed.value && heatmap.days[pointed.value.index];

  function point(target: EventTarget | null): number | null {
    if (!(target instanceof SVGRectElement) || !frame.current) return null;
    const index = Number(target.dataset.index);
    if (Number.isNaN(index)) return null;
    const [outer, inner] = [frame.current.getBoundingClientRect(), target.getBoundingClientRect()];
    const x = (inner.left + inner.width / 2 - outer.left) / outer.width;
    pointed.value = { index, x, y: inner.top - outer.top };
    return index;
  }

  function move(event: KeyboardEvent): void {
    if (event.key === "Escape") pointed.value = null;
    const key = { key: event.key, whole: event.ctrlKey || event.metaKey };
    const target = keyTarget(active, key, heatmap.days.length);
    if (target === null) return;
    event.preventDefault();
    grid.current?.querySelector<SVGRectElement>(`[data-index="${target}"]`)?.focus();
  }

  return (
    <Card
      title={`${capitalised(unit)} day by day${spanPhrase(days, year.days, year.begins)}`}
      id="logins"
      note={`Shades compare this client's own days, in ${heatmap.timezone}`}
      aside={heatmapSummary(heatmap)}
    >
      <div class="relative" ref={frame}>
        <div class="heatmap-scroll" onScroll={() => pointed.value = null}>
          <Heatmap
            heatmap={heatmap}
            active={active}
            gridRef={grid}
            listeners={{
              onKeyDown: move,
              onPointerOver: (event) => point(event.target),
              onPointerLeave: () => pointed.value = null,
              onFocusIn: (event) => reached.value = point(event.target) ?? reached.value,
              onFocusOut: () => pointed.value = null,
            }}
          />
        </div>
        {cell && pointed.value && (
          <ChartTip x={pointed.value.x} y={pointed.value.y}>
            {cellSentence(cell, { today: heatmap.last, telemetryType: heatmap.telemetryType })}
          </ChartTip>
        )}
      </div>
      <div class="mt-3">
        <HeatmapLegend heatmap={heatmap} unit={unit} />
      </div>
      <FiguresTable
        caption={`${unit} by week and weekday`}
        columns={["Week from", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]}
        rows={heatmapRows(heatmap)}
      />
    </Card>
  );
}
