import fc from "fast-check";
import { expect } from "@std/expect";
import { Random } from "@/lib/simulation/random.ts";

const numbers = (random: Random, count: number) => Array.from({ length: count }, () => random.next());

Deno.test("the same key gives the same numbers, another key others", () => {
  expect(numbers(new Random("a", 1), 5)).toEqual(numbers(new Random("a", 1), 5));
  expect(numbers(new Random("a", 1), 5)).not.toEqual(numbers(new Random("a", 2), 5));
  expect(numbers(new Random("a", 1), 5)).not.toEqual(numbers(new Random("a1"), 5));
});

Deno.test("numbers stay inside their bounds, ends included for whole ones", () => {
  fc.assert(fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), fc.nat(20), (key, min, span) => {
    const random = new Random(key);
    for (let turn = 0; turn < 20; turn++) {
      const real = random.next();
      expect(real >= 0 && real < 1).toBe(true);
      const whole = random.integer(min, min + span);
      expect(Number.isInteger(whole) && whole >= min && whole <= min + span).toBe(true);
    }
  }));
  const random = new Random("both ends");
  expect(new Set(Array.from({ length: 100 }, () => random.integer(1, 3)))).toEqual(new Set([1, 2, 3]));
});

Deno.test("the mean of many numbers is a half", () => {
  const sum = numbers(new Random("mean"), 10_000).reduce((total, number) => total + number, 0);
  expect(sum / 10_000).toBeCloseTo(0.5, 1);
});

Deno.test("shuffling keeps every item", () => {
  fc.assert(fc.property(fc.integer(), fc.array(fc.integer()), (key, items) => {
    const sorted = (list: readonly number[]) => [...list].sort((a, b) => a - b);
    expect(sorted(new Random(key).shuffle(items))).toEqual(sorted(items));
  }));
});

Deno.test("picking from nothing is refused", () => {
  expect(() => new Random("x").pick([])).toThrow("Cannot pick from an empty list");
});
