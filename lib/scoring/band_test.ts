import { expect } from "@std/expect";
import fc from "fast-check";
import { bandOf, heldUntil, isBetterBand } from "@/lib/scoring/band.ts";
import { DEFAULT_SCORE_MODEL } from "@/lib/scoring/default_model.ts";
import { BANDS } from "@/lib/scoring/types.ts";
import type { Band } from "@/lib/scoring/types.ts";

const { bands } = DEFAULT_SCORE_MODEL;

Deno.test("bandOf applies the plain edges without an earlier band", () => {
  const expected: [number, Band][] = [
    [100, "healthy"],
    [70, "healthy"],
    [69, "at_risk"],
    [40, "at_risk"],
    [39, "critical"],
    [0, "critical"],
  ];
  for (const [score, band] of expected) {
    expect(bandOf(score, bands)).toBe(band);
    expect(bandOf(score, bands, null)).toBe(band);
    expect(bandOf(score, bands, "unknown")).toBe(band);
  }
});

Deno.test("bandOf gives unknown without a score, whatever the band was", () => {
  expect(bandOf(null, bands)).toBe("unknown");
  expect(bandOf(null, bands, "healthy")).toBe("unknown");
});

Deno.test("bandOf keeps a band until the score is three points beyond its edge", () => {
  const expected: [Band, number, Band][] = [
    ["healthy", 68, "healthy"],
    ["healthy", 67, "at_risk"],
    ["at_risk", 72, "at_risk"],
    ["at_risk", 73, "healthy"],
    ["at_risk", 38, "at_risk"],
    ["at_risk", 37, "critical"],
    ["critical", 42, "critical"],
    ["critical", 43, "at_risk"],
  ];
  for (const [previousBand, score, band] of expected) {
    expect(bandOf(score, bands, previousBand)).toBe(band);
  }
});

Deno.test("bandOf goes straight to the plain band when two edges are crossed", () => {
  expect(bandOf(39, bands, "healthy")).toBe("critical");
  expect(bandOf(70, bands, "critical")).toBe("healthy");
});

Deno.test("bandOf changes band at most once while a score oscillates within two points of an edge", () => {
  const near = fc.constantFrom(bands.healthyFrom, bands.atRiskFrom).chain((edge) =>
    fc.array(fc.integer({ min: edge - 2, max: edge + 2 }), { minLength: 2, maxLength: 20 })
  );
  fc.assert(fc.property(near, fc.constantFrom(...BANDS), (scores, start) => {
    let band: Band = start;
    let changes = 0;
    for (const score of scores) {
      const next = bandOf(score, bands, band);
      if (next !== band) changes++;
      band = next;
    }
    expect(changes).toBeLessThanOrEqual(1);
  }));
});

Deno.test("heldUntil is the score that leaves a band the score alone would not give", () => {
  const expected: [number | null, Band, number | null][] = [
    [71, "at_risk", 73],
    [38, "at_risk", 37],
    [68, "healthy", 67],
    [42, "critical", 43],
    [70, "healthy", null],
    [69, "at_risk", null],
    [39, "critical", null],
    [null, "unknown", null],
  ];
  for (const [score, band, until] of expected) expect(heldUntil(score, band, bands)).toBe(until);
});

Deno.test("a band is held until that very score, and not until the one before", () => {
  fc.assert(fc.property(fc.nat(100), fc.constantFrom(...BANDS), (score, previousBand) => {
    const band = bandOf(score, bands, previousBand);
    const until = heldUntil(score, band, bands);
    if (until === null) {
      expect(band).toBe(bandOf(score, bands));
      return;
    }
    const before = until + Math.sign(score - until);
    expect(bandOf(before, bands, band)).toBe(band);
    expect(bandOf(until, bands, band)).not.toBe(band);
  }));
});

Deno.test("bandOf never gives a worse band to a higher score", () => {
  const score = fc.integer({ min: 0, max: 99 });
  fc.assert(fc.property(score, fc.constantFrom(...BANDS), (lower, previousBand) => {
    const before = bandOf(lower, bands, previousBand);
    expect(isBetterBand(before, bandOf(lower + 1, bands, previousBand))).toBe(false);
  }));
});

Deno.test("isBetterBand orders the bands and leaves unknown out", () => {
  expect(isBetterBand("healthy", "at_risk")).toBe(true);
  expect(isBetterBand("at_risk", "critical")).toBe(true);
  expect(isBetterBand("critical", "critical")).toBe(false);
  expect(isBetterBand("healthy", "unknown")).toBe(false);
  expect(isBetterBand("unknown", "critical")).toBe(false);
});
