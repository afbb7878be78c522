/** An arc of 240°, open at the bottom: 0 lies at the lower left, 100 at the lower right, 50 at the top. */
const START_DEGREES = 150;
const SWEEP_DEGREES = 240;

export interface GaugePoint {
  x: number;
  y: number;
}

/** Where a score of 0–100 lies on the circle with the given radius around (0, 0); y grows downwards. */
export function gaugePoint(score: number, radius: number): GaugePoint {
  const radians = (START_DEGREES + SWEEP_DEGREES * Math.min(100, Math.max(0, score)) / 100) * Math.PI / 180;
  return { x: rounded(radius * Math.cos(radians)), y: rounded(radius * Math.sin(radians)) };
}

/** SVG path data of the arc between two scores. */
export function gaugeArc(from: number, to: number, radius: number): string {
  const [start, end] = [gaugePoint(from, radius), gaugePoint(to, radius)];
  const largeArc = (to - from) * SWEEP_DEGREES / 100 > 180 ? 1 : 0;
  return `M${start.x} ${start.y}A${radius} ${radius} 0 ${largeArc} 1 ${end.x} ${end.y}`;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
