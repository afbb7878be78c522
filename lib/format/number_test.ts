import { expect } from "@std/expect";
import {
  agreeing,
  changeWords,
  formatChange,
  formatCompact,
  formatCount,
  formatPoints,
  formatQuantity,
  formatShare,
} from "@/lib/format/number.ts";

Deno.test("counts are grouped and whole", () => {
  expect(formatCount(12480)).toBe("12,480");
  expect(formatCount(-1200)).toBe("−1,200");
  expect(formatCount(-0.4)).toBe("0");
});

Deno.test("compact counts keep one decimal", () => {
  expect(formatCompact(41_234)).toBe("41.2K");
  expect(formatCompact(999)).toBe("999");
});

Deno.test("a share is a percentage that keeps its sign on the line", () => {
  expect(formatShare(0.23)).toBe("23\u202f%");
  expect(formatShare(0)).toBe("0\u202f%");
  expect(formatShare(1)).toBe("100\u202f%");
});

Deno.test("a share that is something is never shown as nothing or all", () => {
  expect(formatShare(0.004)).toBe("<\u202f1\u202f%");
  expect(formatShare(0.996)).toBe(">\u202f99\u202f%");
});

Deno.test("points have at most one decimal", () => {
  expect(formatPoints(13.5)).toBe("13.5");
  expect(formatPoints(20)).toBe("20");
  expect(formatPoints(-0.04)).toBe("0");
});

Deno.test("a change carries its sign, and none when it rounds to nothing", () => {
  expect(formatChange(3)).toBe("+3");
  expect(formatChange(-33)).toBe("−33");
  expect(formatChange(0)).toBe("0");
  expect(formatChange(0.04)).toBe("0");
});

Deno.test("points have as many decimals as are asked for, and no noise of binary floats", () => {
  expect(formatPoints(30.476, 2)).toBe("30.48");
  expect(formatPoints(57.1428571, 0)).toBe("57");
  expect(formatPoints(86.49999999999999)).toBe("86.5");
  expect(formatPoints(2.4999999999999996, 0)).toBe("3");
});

Deno.test("a change is told in words, and none as none", () => {
  expect([3, -33, 0.1 + 0.2].map(changeWords)).toEqual(["up 3", "down 33", "up 0.3"]);
  expect([0, 0.04, -0.04].map(changeWords)).toEqual(["no change", "no change", "no change"]);
});

Deno.test("quantities agree in number", () => {
  expect(formatQuantity(1, "client")).toBe("1 client");
  expect(formatQuantity(0, "client")).toBe("0 clients");
  expect(formatQuantity(2, "day of history", "days of history")).toBe("2 days of history");
});

Deno.test("a sentence agrees with the number that it shows", () => {
  const sentence = (open: number) =>
    `${formatQuantity(open, "incident")} ${agreeing(open, "is", "are")} open`;
  expect([0, 1, 2, 1_001, 1.4].map(sentence)).toEqual([
    "0 incidents are open",
    "1 incident is open",
    "2 incidents are open",
    "1,001 incidents are open",
    "1 incident is open",
  ]);
});
