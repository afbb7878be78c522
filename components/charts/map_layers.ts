/** What lies behind the bubbles of the map, and the names beside them. */
import type { Chart, ChartArea } from "chart.js";
import { bandTint, type Palette } from "@/components/charts/palette.ts";
import { bandSpans } from "@/lib/charts/score_map.ts";
import type { BandEdges } from "@/lib/scoring/band.ts";

/** A mark that is called by name. Pixels. */
export interface NamedMark {
  x: number;
  y: number;
  radius: number;
  name: string;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const GAP = 4;
const LINE_HEIGHT = 14;

/** The tint of each band, from edge to edge of the score. */
export function drawBands(
  { ctx, chartArea, scales }: Chart<"bubble">,
  edges: BandEdges,
  palette: Palette,
): void {
  const { x } = scales;
  if (!x) return;
  ctx.save();
  ctx.globalCompositeOperation = "destination-over";
  for (const { band, from, to } of bandSpans(edges)) {
    const left = x.getPixelForValue(from);
    ctx.fillStyle = bandTint(palette, band);
    ctx.fillRect(left, chartArea.top, x.getPixelForValue(to) - left, chartArea.height);
  }
  ctx.restore();
}

/** Names beside their marks, the first ones first; one that would lie on another is left out. */
export function drawNames(chart: Chart<"bubble">, marks: readonly NamedMark[], palette: Palette): void {
  const { ctx, chartArea } = chart;
  const taken: Box[] = [];
  ctx.save();
  ctx.font = `500 12px ${palette.fontFamily}`;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.lineJoin = "round";
  for (const mark of marks) {
    const box = placesAround(mark, ctx.measureText(mark.name).width, chartArea)
      .find((place) => !taken.some((other) => overlap(place, other)));
    if (!box) continue;
    taken.push(box);
    const y = (box.top + box.bottom) / 2;
    // A halo in the colour of the card keeps the name readable over other bubbles.
    ctx.lineWidth = 3;
    ctx.strokeStyle = palette.colour("surface");
    ctx.strokeText(mark.name, box.left, y);
    ctx.fillStyle = palette.colour("ink");
    ctx.fillText(mark.name, box.left, y);
  }
  ctx.restore();
}

/** Where a name may stand, the best first: right of its mark, left of it, above, below; within the chart in each case. */
function placesAround({ x, y, radius }: NamedMark, width: number, area: ChartArea): Box[] {
  const centred = Math.min(Math.max(x - width / 2, area.left), area.right - width);
  const aside = radius + GAP;
  const beyond = radius + LINE_HEIGHT / 2 + 2;
  return [
    boxAt(x + aside, y, width),
    boxAt(x - aside - width, y, width),
    boxAt(centred, y - beyond, width),
    boxAt(centred, y + beyond, width),
  ].filter((box) =>
    box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom
  );
}

function boxAt(left: number, y: number, width: number): Box {
  return { left, right: left + width, top: y - LINE_HEIGHT / 2, bottom: y + LINE_HEIGHT / 2 };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
