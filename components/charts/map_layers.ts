/** What lies behind the bubbles of the map, and the names beside them. */
import type { Chart } from "chart.js";
import { bandTint, type Palette } from "@/components/charts/palette.ts";
import { type BandEdges, bandSpans } from "@/lib/charts/score_map.ts";

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
  for (const { x, y, radius, name } of marks) {
    const width = ctx.measureText(name).width;
    const right = x + radius + GAP;
    const places = [right, x - radius - GAP - width].filter((left) =>
      left >= chartArea.left && left + width <= chartArea.right
    );
    const boxes = places.map((left) => boxAt(left, y, width));
    const box = boxes.find((candidate) => !taken.some((other) => overlap(candidate, other)));
    if (!box) continue;
    taken.push(box);
    // A halo in the colour of the card keeps the name readable over other bubbles.
    ctx.lineWidth = 3;
    ctx.strokeStyle = palette.colour("surface");
    ctx.strokeText(name, box.left, y);
    ctx.fillStyle = palette.colour("ink");
    ctx.fillText(name, box.left, y);
  }
  ctx.restore();
}

function boxAt(left: number, y: number, width: number): Box {
  return { left, right: left + width, top: y - LINE_HEIGHT / 2, bottom: y + LINE_HEIGHT / 2 };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
