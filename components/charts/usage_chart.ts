import {
  CategoryScale,
  type ChartConfiguration,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from "chart.js";
import { type ChartModule, type Drawing, mountChart } from "@/components/charts/chart.ts";
import type { Palette } from "@/components/charts/palette.ts";
import { countAxis, dayAxis, frameOptions, tooltipOptions } from "@/components/charts/chart_options.ts";
import { isLonePoint, type UsageLane } from "@/lib/charts/usage_trend.ts";
import { formatCount } from "@/lib/format/number.ts";
import { telemetryWord } from "@/lib/scoring/words.ts";
import { formatDay } from "@/lib/format/time.ts";

const PARTS = [LineController, LineElement, PointElement, CategoryScale, LinearScale, Filler, Tooltip];
const RADIUS = 2.5;

/** One telemetry type as a line, dashed where days are not over. Thin and dashed below: what is usual. */
function usageDrawing(daysShown: boolean): Drawing<"line", UsageLane> {
  return { parts: PARTS, configure: (lane, palette) => configure(lane, palette, daysShown) };
}

function configure(lane: UsageLane, palette: Palette, daysShown: boolean): ChartConfiguration<"line"> {
  const { type, days, counts, usual, openFrom } = lane;
  const last = days.length - 1;
  const accent = palette.colour("accent");
  return {
    type: "line",
    data: {
      labels: days,
      datasets: [
        {
          data: counts,
          spanGaps: false,
          borderColor: accent,
          backgroundColor: palette.colour("accent-tint"),
          fill: "origin",
          borderWidth: 1.5,
          borderJoinStyle: "round",
          pointRadius: ({ dataIndex }) => dataIndex === last || isLonePoint(counts, dataIndex) ? RADIUS : 0,
          pointHoverRadius: RADIUS + 1,
          pointBackgroundColor: accent,
          pointBorderWidth: 0,
          segment: { borderDash: ({ p1DataIndex }) => p1DataIndex >= openFrom ? [3, 3] : undefined },
        },
        {
          data: usual,
          spanGaps: false,
          borderColor: palette.colour("ink-3"),
          borderWidth: 1,
          borderDash: [2, 3],
          pointRadius: 0,
          pointHoverRadius: 0,
        },
      ],
    },
    options: {
      ...frameOptions(palette),
      interaction: { mode: "index", intersect: false },
      scales: {
        x: dayAxis(palette, days, { shown: daysShown }),
        y: { ...countAxis(palette, { lines: 3 }), afterFit: sameWidth },
      },
      plugins: {
        tooltip: {
          ...tooltipOptions(palette),
          filter: ({ datasetIndex }) => datasetIndex === 0,
          callbacks: {
            title: ([item]) => dayTitle(days[item?.dataIndex ?? last], (item?.dataIndex ?? last) >= openFrom),
            label: ({ dataIndex }) => quantity(counts[dataIndex] ?? 0, type),
            footer: ([item]) =>
              usualPhrase(usual[item?.dataIndex ?? last] ?? null, days[item?.dataIndex ?? last]),
          },
        },
      },
    },
  };
}

function quantity(count: number, type: string): string {
  return `${formatCount(count)} ${telemetryWord(type, count)}`;
}

/** Charts below each other share the places of their days. */
function sameWidth(axis: { width: number }): void {
  axis.width = 48;
}

function dayTitle(day: string | undefined, isOpen: boolean): string {
  if (day === undefined) return "";
  return `${formatDay(day, { weekday: true, year: false })}${isOpen ? ", so far" : ""}`;
}

function usualPhrase(usual: number | null, day: string | undefined): string {
  if (usual === null || day === undefined) return "";
  const weekday = formatDay(day, { weekday: true }).slice(0, 3);
  return `Usual for a ${weekday}: ${formatCount(usual)}`;
}

function moduleOf(drawing: Drawing<"line", UsageLane>): ChartModule<UsageLane> {
  return { mount: (canvas, lane) => mountChart(canvas, drawing, lane) };
}

/** With the days written below. */
export const withDays = moduleOf(usageDrawing(true));

export const withoutDays = moduleOf(usageDrawing(false));
