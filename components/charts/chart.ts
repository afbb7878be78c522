/**
 * The one place that knows Chart.js. Everything that imports this is loaded by a dynamic import when a chart is first
 * seen: islands take types only from here.
 */
import {
  Chart,
  type ChartComponentLike,
  type ChartConfiguration,
  type ChartData,
  type ChartType,
  type DefaultDataPoint,
} from "chart.js";
import { type Palette, watchPalette } from "@/components/charts/palette.ts";

/** How one kind of chart is drawn. */
export interface Drawing<Kind extends ChartType, Figures> {
  /** The parts of Chart.js that it uses; no others are loaded. */
  parts: ChartComponentLike[];
  /** Pure: the same figures and colours give the same chart. Its datasets keep their order and number. */
  configure(figures: Figures, palette: Palette): ChartConfiguration<Kind>;
}

/** A chart on a canvas, from the moment it is seen to the end of its island. */
export interface MountedChart<Figures> {
  /** Replaces the figures in place; the chart is never made anew. */
  update(figures: Figures): void;
  destroy(): void;
}

/** What a lazily loaded module of a chart gives. */
export interface ChartModule<Figures> {
  mount(canvas: HTMLCanvasElement, figures: Figures): MountedChart<Figures>;
}

/** Draws the chart and keeps it in the colours of the theme. */
export function mountChart<Kind extends ChartType, Figures>(
  canvas: HTMLCanvasElement,
  drawing: Drawing<Kind, Figures>,
  initial: Figures,
): MountedChart<Figures> {
  Chart.register(...drawing.parts);
  let figures = initial;
  const { palette, stop } = watchPalette(redraw);
  const chart = new Chart<Kind>(canvas, drawing.configure(figures, palette));

  function redraw(): void {
    const { data, options } = drawing.configure(figures, palette);
    replaceData(chart.data, data);
    if (options) chart.options = options;
    chart.update();
  }

  return {
    update(next) {
      figures = next;
      redraw();
    },
    destroy() {
      stop();
      chart.destroy();
    },
  };
}

/** Chart.js recognises a dataset by its object, and moves what it has drawn for it to the new values. */
function replaceData<Kind extends ChartType>(
  current: ChartData<Kind, DefaultDataPoint<Kind>>,
  next: ChartData<Kind, DefaultDataPoint<Kind>>,
): void {
  if (next.labels) current.labels = next.labels;
  for (const [index, dataset] of next.datasets.entries()) {
    const known = current.datasets[index];
    if (known) Object.assign(known, dataset);
    else current.datasets.push(dataset);
  }
  current.datasets.length = next.datasets.length;
}
