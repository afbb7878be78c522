import { BarController, BarElement, CategoryScale, LinearScale, Tooltip } from "chart.js";
import { type Drawing, mountChart, type MountedChart } from "@/components/charts/chart.ts";
import { countAxis, dayAxis, frameOptions, tooltipOptions } from "@/components/charts/chart_options.ts";
import { bandColour } from "@/components/charts/palette.ts";
import { type BandTrend, STACKED_BANDS } from "@/lib/charts/band_trend.ts";
import { median } from "@/lib/charts/median.ts";
import { formatCount, formatQuantity } from "@/lib/format/number.ts";
import { formatDay } from "@/lib/format/time.ts";
import { bandWord } from "@/lib/scoring/words.ts";

/** Clients of each band, stacked a day. */
const bandDrawing: Drawing<"bar", BandTrend> = {
  parts: [BarController, BarElement, CategoryScale, LinearScale, Tooltip],
  configure({ days, counts, atRisk }, palette) {
    const usual = median(atRisk.slice(0, -1));
    return {
      type: "bar",
      data: {
        labels: days,
        datasets: STACKED_BANDS.map((band) => ({
          label: bandWord(band),
          data: counts[band],
          backgroundColor: bandColour(palette, band),
          // A line of the card's own colour parts the bands for those who do not see the colours.
          borderColor: palette.colour("surface"),
          borderWidth: { top: 1 },
          borderSkipped: false,
          barPercentage: 1,
          categoryPercentage: 0.8,
        })),
      },
      options: {
        ...frameOptions(palette),
        interaction: { mode: "index", intersect: false },
        scales: {
          x: { ...dayAxis(palette, days), stacked: true },
          y: { ...countAxis(palette), stacked: true },
        },
        plugins: {
          tooltip: {
            ...tooltipOptions(palette),
            itemSort: (a, b) => b.datasetIndex - a.datasetIndex,
            callbacks: {
              title: ([item]) => formatDay(days[item?.dataIndex ?? 0] ?? "", { weekday: true, year: false }),
              label: ({ dataset, raw }) => `${dataset.label}: ${formatQuantity(Number(raw), "client")}`,
              footer: ([item]) => {
                const now = atRisk[item?.dataIndex ?? 0] ?? null;
                if (now === null || usual === null) return "";
                return `${formatCount(now)} at risk or critical; usual is ${formatCount(usual)}`;
              },
            },
          },
        },
      },
    };
  },
};

export function mount(canvas: HTMLCanvasElement, trend: BandTrend): MountedChart<BandTrend> {
  return mountChart(canvas, bandDrawing, trend);
}
