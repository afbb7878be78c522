/** What all charts have in common: quiet axes, one tooltip, no motion where none is wanted. */
import type { Palette } from "@/components/charts/palette.ts";
import { formatCompact } from "@/lib/format/number.ts";
import { formatDay } from "@/lib/format/time.ts";

const FONT_SIZE = 12;

/** Fills its wrapper, which has a fixed height. */
export function frameOptions(palette: Palette) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: still ? false as const : { duration: 200, easing: "easeOutQuad" as const },
    font: { family: palette.fontFamily, size: FONT_SIZE },
  };
}

/** A card that floats over the chart; its words come from the chart's own callbacks. */
export function tooltipOptions(palette: Palette) {
  const font = { family: palette.fontFamily, size: FONT_SIZE };
  return {
    backgroundColor: palette.colour("raised"),
    borderColor: palette.colour("line-strong"),
    borderWidth: 1,
    cornerRadius: 6,
    padding: 10,
    caretSize: 0,
    caretPadding: 8,
    displayColors: false,
    titleColor: palette.colour("ink"),
    titleFont: { ...font, weight: 600 },
    titleMarginBottom: 4,
    bodyColor: palette.colour("ink"),
    bodyFont: font,
    bodySpacing: 4,
    footerColor: palette.colour("ink-2"),
    footerFont: { ...font, weight: 400 },
    footerMarginTop: 4,
  };
}

/** The days below a chart: as many as there is room for, each on one line. */
export function dayAxis(palette: Palette, days: readonly string[], { shown = true } = {}) {
  return {
    grid: { display: false },
    border: { color: palette.colour("line-strong") },
    ticks: {
      display: shown,
      color: palette.colour("ink-3"),
      maxTicksLimit: 6,
      maxRotation: 0,
      callback: (_: unknown, index: number) => {
        const day = days[index];
        return day === undefined ? "" : formatDay(day, { year: false });
      },
    },
  };
}

/** Counts, from zero, with hairlines. */
export function countAxis(palette: Palette, { lines = 4 } = {}) {
  return {
    beginAtZero: true,
    grid: { color: palette.colour("line"), drawTicks: false },
    border: { display: false },
    ticks: {
      color: palette.colour("ink-3"),
      precision: 0,
      maxTicksLimit: lines,
      padding: 8,
      callback: (value: number | string) => formatCompact(Number(value)),
    },
  };
}
