import { expect } from "@std/expect";
import { gaugeArc, gaugePoint } from "@/components/ui/gauge_geometry.ts";
import { linePath, lineRuns, ownRange } from "@/components/ui/line_geometry.ts";

Deno.test("a small line uses its height, and makes no mountain of two points", () => {
  expect(ownRange([61, null, 83, 70], 10)).toEqual([61, 83]);
  expect(ownRange([70, 72], 10)).toEqual([66, 76]);
  expect(ownRange([50], 10)).toEqual([45, 55]);
  expect(ownRange([null], 10)).toEqual([0, 10]);
});

Deno.test("the gauge opens at the bottom: 0 lower left, 50 on top, 100 lower right", () => {
  // cos 150° = −0.866, sin 150° = 0.5
  expect(gaugePoint(0, 100)).toEqual({ x: -86.6, y: 50 });
  expect(gaugePoint(50, 100).y).toBe(-100);
  expect(gaugePoint(100, 100)).toEqual({ x: 86.6, y: 50 });
});

Deno.test("a score outside 0–100 stays on the arc", () => {
  expect(gaugePoint(120, 100)).toEqual(gaugePoint(100, 100));
  expect(gaugePoint(-5, 100)).toEqual(gaugePoint(0, 100));
});

Deno.test("an arc of more than half a circle takes the long way", () => {
  expect(gaugeArc(0, 100, 100)).toBe("M-86.6 50A100 100 0 1 1 86.6 50");
  expect(gaugeArc(0, 75, 100)).toContain("A100 100 0 0 1");
});

const AREA = { width: 24, height: 14, inset: 2 };

Deno.test("a line runs from edge to edge, high values on top", () => {
  expect(lineRuns([0, 100, 50], [0, 100], AREA)).toEqual([[{ x: 2, y: 12 }, { x: 12, y: 2 }, {
    x: 22,
    y: 7,
  }]]);
});

Deno.test("a missing value is a gap, and a lone value between gaps stays visible", () => {
  const runs = lineRuns([10, 20, null, 30, null, null], [0, 100], AREA);
  expect(runs.map((run) => run.length)).toEqual([2, 1]);
});

Deno.test("no values make no runs, equal values lie in the middle", () => {
  expect(lineRuns([null, null], [0, 100], AREA)).toEqual([]);
  expect(lineRuns([0, 0], [0, 0], AREA)[0]?.[0]?.y).toBe(7);
});

Deno.test("path data is rounded to a hundredth", () => {
  expect(linePath([{ x: 1 / 3, y: 2 }, { x: 4, y: 2 / 3 }])).toBe("M0.33 2L4 0.67");
});
