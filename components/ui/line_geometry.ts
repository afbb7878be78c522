/** A point of a small line, in the units of its drawing area; y grows downwards. */
export interface LinePoint {
  x: number;
  y: number;
}

export interface LineArea {
  width: number;
  height: number;
  /** Kept free on every side, so that strokes and dots are not cut off. */
  inset: number;
}

/**
 * The runs of neighbouring values, with gaps where a value is missing: a gap is never drawn as zero, and a lone value
 * between gaps is a run of one, to be drawn as a dot.
 *
 * @param domain lowest and highest value of the y axis
 */
export function lineRuns(
  values: readonly (number | null)[],
  domain: readonly [number, number],
  area: LineArea,
): LinePoint[][] {
  const [low, high] = domain;
  const [innerWidth, innerHeight] = [area.width - 2 * area.inset, area.height - 2 * area.inset];
  const step = values.length > 1 ? innerWidth / (values.length - 1) : 0;
  const runs: LinePoint[][] = [];
  let open = false;
  values.forEach((value, index) => {
    if (value === null) {
      open = false;
      return;
    }
    const share = high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5;
    const point = { x: area.inset + index * step, y: area.inset + (1 - share) * innerHeight };
    if (open) runs.at(-1)?.push(point);
    else runs.push([point]);
    open = true;
  });
  return runs;
}

/** From the lowest to the highest value, and at least `least` wide around their middle. */
export function ownRange(values: readonly (number | null)[], least: number): [number, number] {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return [0, least];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const missing = Math.max(0, least - (high - low));
  return [low - missing / 2, high + missing / 2];
}

/** SVG path data of one run, to a hundredth of a unit. */
export function linePath(run: readonly LinePoint[]): string {
  return run.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${rounded(x)} ${rounded(y)}`).join("");
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
