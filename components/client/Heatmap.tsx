import type { HTMLAttributes, RefObject } from "preact";
import { DAYS_A_WEEK, monthLabels, placeOf, weekCount, weekdayOf } from "@/components/client/calendar.ts";
import { Hatch } from "@/components/client/Hatch.tsx";
import { cellSentence, type HeatmapCell, heatmapSummary } from "@/components/client/heatmap_words.ts";
import type { HeatmapView } from "@/lib/client_detail/time_view.ts";
import { capitalised } from "@/lib/format/words.ts";
import { telemetryWord } from "@/lib/scoring/words.ts";

interface HeatmapProps {
  heatmap: HeatmapView;
  /** The day that Tab leads to, by its place in the list. */
  active: number;
  gridRef: RefObject<SVGSVGElement>;
  /** Listeners for all cells; each cell has `data-index`. */
  listeners: Pick<
    HTMLAttributes<SVGSVGElement>,
    "onKeyDown" | "onPointerOver" | "onPointerLeave" | "onFocusIn" | "onFocusOut"
  >;
}

const CELL = 11;
const PITCH = 14;
/** Weeks that fill a card; fewer keep the size of their cells. */
const WIDE_FROM = 40;
const GAP_PATTERN = "logins-gap";
const WEEKDAYS = ["Mon", "", "Wed", "", "Fri", "", "Sun"];

/** Fill and opacity of the levels 0 to 4: from the colour of lines to the whole accent. */
export const LEVELS = [
  { class: "fill-line", opacity: 1 },
  { class: "fill-accent", opacity: 0.3 },
  { class: "fill-accent", opacity: 0.52 },
  { class: "fill-accent", opacity: 0.76 },
  { class: "fill-accent", opacity: 1 },
] as const;

/** Up to a year of days: a column a week, Monday on top. One cell is reached by Tab, the others from there by arrow keys. */
export function Heatmap({ heatmap, active, gridRef, listeners }: HeatmapProps) {
  const { days } = heatmap;
  const firstWeekday = weekdayOf(heatmap.first);
  const weeks = weekCount(days.length, firstWeekday);
  return (
    <div class={`heatmap ${weeks < WIDE_FROM ? "heatmap-short" : ""}`}>
      <Months days={days.map(({ day }) => day)} weeks={weeks} />
      <svg class="heatmap-weekdays" aria-hidden="true">
        {WEEKDAYS.map((weekday, row) => (
          <text key={row} x="0" y={`${(row + 0.5) / DAYS_A_WEEK * 100}%`} class="fill-ink-3 text-12">
            {weekday}
          </text>
        ))}
      </svg>
      <svg
        ref={gridRef}
        class="heatmap-cells"
        viewBox={`-1 -1 ${weeks * PITCH - PITCH + CELL + 2} ${DAYS_A_WEEK * PITCH - PITCH + CELL + 2}`}
        role="grid"
        aria-label={`${capitalised(telemetryWord(heatmap.telemetryType))} by day: ${heatmapSummary(heatmap)}`}
        aria-rowcount={DAYS_A_WEEK}
        aria-colcount={weeks}
        {...listeners}
      >
        <Hatch id={GAP_PATTERN} size={4} />
        {Array.from({ length: DAYS_A_WEEK }, (_, row) => (
          <g key={row} role="row" aria-rowindex={row + 1}>
            {days.map((cell, index) => {
              const { week, weekday } = placeOf(index, firstWeekday);
              if (weekday !== row) return null;
              return (
                <Cell
                  key={cell.day}
                  cell={cell}
                  index={index}
                  week={week}
                  weekday={weekday}
                  heatmap={heatmap}
                  active={index === active}
                />
              );
            })}
          </g>
        ))}
      </svg>
    </div>
  );
}

function Months({ days, weeks }: { days: readonly string[]; weeks: number }) {
  return (
    <svg class="heatmap-months" aria-hidden="true">
      {monthLabels(days).map(({ week, month }) => (
        <text key={week} x={`${week / weeks * 100}%`} y="12" class="fill-ink-3 text-12">{month}</text>
      ))}
    </svg>
  );
}

interface CellProps {
  cell: HeatmapCell;
  index: number;
  week: number;
  weekday: number;
  heatmap: HeatmapView;
  active: boolean;
}

function Cell({ cell, index, week, weekday, heatmap, active }: CellProps) {
  const level = cell.level === null ? null : LEVELS[cell.level];
  const isToday = cell.day === heatmap.last;
  return (
    <rect
      data-index={index}
      role="gridcell"
      aria-colindex={week + 1}
      aria-label={cellSentence(cell, { today: heatmap.last, telemetryType: heatmap.telemetryType })}
      aria-current={isToday ? "date" : undefined}
      tabindex={active ? 0 : -1}
      x={week * PITCH}
      y={weekday * PITCH}
      width={CELL}
      height={CELL}
      rx="2"
      fill={level ? undefined : `url(#${GAP_PATTERN})`}
      fill-opacity={level && level.opacity < 1 ? level.opacity : undefined}
      class={`heatmap-cell ${level?.class ?? "heatmap-gap"} ${isToday ? "heatmap-today" : ""}`}
    />
  );
}
