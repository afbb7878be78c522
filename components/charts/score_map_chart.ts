import { BubbleController, LinearScale, PointElement, Tooltip } from "chart.js";
import type { Chart, ChartConfiguration, ChartData, Plugin, TooltipItem } from "chart.js";
import { type Drawing, mountChart, type MountedChart } from "@/components/charts/chart.ts";
import { frameOptions, tooltipOptions } from "@/components/charts/chart_options.ts";
import { drawBands, drawNames, type NamedMark } from "@/components/charts/map_layers.ts";
import { bandColour, type Palette } from "@/components/charts/palette.ts";
import { clientAddress } from "@/lib/format/address.ts";
import { formatMoneyCompact, formatMonthlyMoney } from "@/lib/format/money.ts";
import { formatCount, formatQuantity } from "@/lib/format/number.ts";
import { median } from "@/lib/charts/median.ts";
import {
  type BandSpan,
  bandSpans,
  bubbleRadius,
  disagreeing,
  type MapAccount,
  NAMED,
} from "@/lib/charts/score_map.ts";
import type { Band } from "@/lib/scoring/types.ts";
import type { BandEdges } from "@/lib/scoring/band.ts";
import { bandAt, bandWord, telemetryWord } from "@/lib/scoring/words.ts";

export interface ScoreMapFigures {
  accounts: readonly MapAccount[];
  currency: string;
  edges: BandEdges;
  usageType: string;
  windowDays: number;
}

/** A bubble and whose it is. */
export interface Bubble {
  x: number;
  y: number;
  r: number;
  account: MapAccount;
}

/** Shape and colour go together, as in the marks of the bands. */
const SHAPES = { critical: "rect", at_risk: "triangle", healthy: "circle", unknown: "circle" } as const;
const DRAWN_BANDS = ["healthy", "at_risk", "critical", "unknown"] as const satisfies readonly Band[];
const RADII = { least: 4, largest: 14 };
/** Pixels that the word of a band needs between the numbers of its edges. */
const WORD_WIDTH = 72;
/** Bubbles overlap: what lies below shows through. */
const OPACITY = "d0";

/** The layers around the bubbles draw what was configured last. */
function scoreMapDrawing(): Drawing<"bubble", ScoreMapFigures> {
  let shown: { figures: ScoreMapFigures; palette: Palette } | null = null;
  const layers: Plugin<"bubble"> = {
    id: "mapLayers",
    beforeDatasetsDraw: (chart) => {
      if (shown) drawBands(chart, shown.figures.edges, shown.palette);
    },
    afterDatasetsDraw: (chart) => {
      if (shown) drawNames(chart, namedBubbles(chart), shown.palette);
    },
  };
  return {
    parts: [BubbleController, PointElement, LinearScale, Tooltip],
    configure(figures, palette) {
      shown = { figures, palette };
      return {
        type: "bubble",
        data: dataOf(figures, palette),
        options: optionsOf(figures, palette),
        plugins: [layers],
      };
    },
  };
}

function dataOf(figures: ScoreMapFigures, palette: Palette): ChartData<"bubble"> {
  const most = Math.max(0, ...figures.accounts.map(({ usage }) => usage ?? 0));
  return {
    datasets: DRAWN_BANDS.map((band) => ({
      label: bandWord(band),
      data: bubblesOf(figures.accounts, band, most),
      clip: false,
      pointStyle: SHAPES[band],
      backgroundColor: bandColour(palette, band) + OPACITY,
      hoverBackgroundColor: bandColour(palette, band),
      borderColor: ({ raw }) => palette.colour(isNamed(raw) ? "ink" : "surface"),
      hoverBorderColor: palette.colour("ink"),
      borderWidth: ({ raw }) => isNamed(raw) ? 1.5 : 1,
      hoverRadius: 2,
    })),
  };
}

/** Large ones first, so that they cover none. */
function bubblesOf(accounts: readonly MapAccount[], band: Band, most: number): Bubble[] {
  return accounts.filter((account) => account.band === band).map((account) => ({
    x: account.score,
    y: account.mrr,
    r: bubbleRadius(account.usage, most, RADII),
    account,
  })).sort((a, b) => b.r - a.r);
}

function optionsOf(figures: ScoreMapFigures, palette: Palette): ChartConfiguration<"bubble">["options"] {
  const { currency } = figures;
  const spans = bandSpans(figures.edges);
  const ticks = { color: palette.colour("ink-3"), padding: 6 };
  return {
    ...frameOptions(palette),
    layout: { padding: { top: 4, right: 4 } },
    interaction: { mode: "nearest", intersect: true },
    onClick: (_, [hit], chart) => {
      const bubble = hit && chart.data.datasets[hit.datasetIndex]?.data[hit.index];
      if (isBubble(bubble)) location.assign(clientAddress(bubble.account.clientId));
    },
    onHover: ({ native }, hits) => {
      if (native?.target instanceof HTMLElement) {
        native.target.style.cursor = hits.length > 0 ? "pointer" : "";
      }
    },
    scales: {
      x: {
        min: 0,
        max: 100,
        title: { display: true, text: "Health score", color: palette.colour("ink-3"), padding: 2 },
        grid: { display: false },
        border: { color: palette.colour("line-strong") },
        ticks: {
          ...ticks,
          autoSkip: false,
          maxRotation: 0,
          color: ({ tick }) => {
            const span = spanAround(spans, tick.value);
            return span ? bandColour(palette, span.band) : palette.colour("ink-3");
          },
          callback(value) {
            const span = spanAround(spans, Number(value));
            if (!span) return value;
            return spans.every(({ from, to }) => (to - from) / 100 * this.width > WORD_WIDTH)
              ? bandWord(span.band)
              : "";
          },
        },
        // The edges of the bands, and their words between.
        afterBuildTicks: (axis) => {
          axis.ticks = [0, ...spans.flatMap((span) => [middleOf(span), span.to])].map((value) => ({ value }));
        },
      },
      y: {
        beginAtZero: true,
        grace: "8%",
        grid: { color: palette.colour("line"), drawTicks: false },
        border: { display: false },
        ticks: {
          ...ticks,
          maxTicksLimit: 6,
          callback: (value) => formatMoneyCompact(Number(value), currency),
        },
      },
    },
    plugins: {
      tooltip: {
        ...tooltipOptions(palette),
        callbacks: {
          title: ([item]) => isBubble(item?.raw) ? item.raw.account.name : "",
          label: (item) => factsOf(item, figures),
          footer: () => usualOf(figures),
        },
      },
    },
  };
}

function middleOf({ from, to }: BandSpan): number {
  return (from + to) / 2;
}

/** The band in whose middle a tick stands; a tick at an edge has none. */
function spanAround(spans: readonly BandSpan[], tick: number): BandSpan | undefined {
  return spans.find((span) => middleOf(span) === tick);
}

function factsOf({ raw }: TooltipItem<"bubble">, figures: ScoreMapFigures): string[] {
  if (!isBubble(raw)) return [];
  const { score, band, mrr, usage } = raw.account;
  return [
    `Score ${score} of 100, ${bandAt(score, band, figures.edges)}`,
    formatMonthlyMoney(mrr, figures.currency),
    usage === null
      ? `No ${telemetryWord(figures.usageType)} yet`
      : `${formatCount(usage)} ${telemetryWord(figures.usageType, usage)} in ${
        formatQuantity(figures.windowDays, "day")
      }`,
  ];
}

function usualOf({ accounts, currency }: ScoreMapFigures): string {
  const score = median(accounts.map((account) => account.score));
  const mrr = median(accounts.map((account) => account.mrr));
  return score === null || mrr === null ? "" : `Usual: ${score}, ${formatMonthlyMoney(mrr, currency)}`;
}

/** The bubbles on which score and money disagree, what is at stake first. */
function namedBubbles(chart: Chart<"bubble">): NamedMark[] {
  const marks = chart.data.datasets.flatMap(({ data }, index) =>
    chart.getDatasetMeta(index).data.flatMap(({ x, y }, at) => {
      const bubble = data[at];
      return isBubble(bubble) ? [{ x, y, radius: bubble.r, account: bubble.account }] : [];
    })
  );
  const accounts = marks.map(({ account }) => account);
  const named = [
    ...disagreeing(accounts, "at_stake").slice(0, NAMED),
    ...disagreeing(accounts, "room_to_grow").slice(0, NAMED),
  ];
  return named.flatMap((account) => {
    const mark = marks.find((other) => other.account === account);
    return mark ? [{ x: mark.x, y: mark.y, radius: mark.radius, name: account.name }] : [];
  });
}

function isBubble(raw: unknown): raw is Bubble {
  return typeof raw === "object" && raw !== null && "account" in raw;
}

function isNamed(raw: unknown): boolean {
  return isBubble(raw) && raw.account.disagreement !== null;
}

export function mount(canvas: HTMLCanvasElement, figures: ScoreMapFigures): MountedChart<ScoreMapFigures> {
  return mountChart(canvas, scoreMapDrawing(), figures);
}
