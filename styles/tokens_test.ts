import { expect } from "@std/expect";
import {
  channels,
  type ColourName,
  COLOURS,
  type ThemeName,
  tint,
  TINT_SHARE,
  TINTED,
  tokenRules,
} from "@/styles/tokens.ts";

type Rgb = [number, number, number];

/** WCAG 2.2 relative luminance of an sRGB colour. */
function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(first: Rgb, second: Rgb): number {
  const [lighter, darker] = [luminance(first), luminance(second)].sort((a, b) => b - a) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function colour(name: ColourName, theme: ThemeName): Rgb {
  return channels(COLOURS[name][theme]);
}

const THEMES: ThemeName[] = ["light", "dark"];
const BACKGROUNDS: ColourName[] = ["canvas", "surface", "raised"];
const TEXTS: ColourName[] = ["ink", "ink-2", "ink-3", "accent"];
const BAND_COLOURS: ColourName[] = ["healthy", "at-risk", "critical", "unknown"];

Deno.test("contrast follows WCAG: black on white is 21, a colour on itself 1", () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5);
  expect(contrast([90, 20, 40], [90, 20, 40])).toBe(1);
});

for (const theme of THEMES) {
  Deno.test(`text reaches AA, 4.5:1, on every background (${theme})`, () => {
    const low = TEXTS.concat(BAND_COLOURS).flatMap((text) =>
      BACKGROUNDS.map((background) => ({
        text,
        background,
        ratio: contrast(colour(text, theme), colour(background, theme)),
      }))
    ).filter(({ ratio }) => ratio < 4.5);
    expect(low).toEqual([]);
  });

  Deno.test(`band shapes reach 3:1 on every background and on their own tint (${theme})`, () => {
    const low = BAND_COLOURS.flatMap((band) => [
      ...BACKGROUNDS.map((name) => ({
        band,
        on: name,
        ratio: contrast(colour(band, theme), colour(name, theme)),
      })),
      { band, on: "its tint", ratio: contrast(colour(band, theme), tint(band, theme)) },
    ]).filter(({ ratio }) => ratio < 3);
    expect(low).toEqual([]);
  });

  Deno.test(`text on a tint reaches AA, in ink and in the tint's own colour (${theme})`, () => {
    const low = TINTED.flatMap((fill) =>
      (["ink", "ink-2", fill] as const).map((text) => ({
        text,
        fill,
        ratio: contrast(colour(text, theme), tint(fill, theme)),
      }))
    ).filter(({ ratio }) => ratio < 4.5);
    expect(low).toEqual([]);
  });

  Deno.test(`a primary button's words reach AA on the accent (${theme})`, () => {
    expect(contrast(colour("on-accent", theme), colour("accent", theme))).toBeGreaterThanOrEqual(4.5);
  });
}

Deno.test("a tint is its colour mixed with the surface", () => {
  // Light accent #3b5bdb is 59, 91, 219; a tenth of it over white is 235.4, 238.6, 251.4.
  expect(tint("accent", "light")).toEqual([235, 239, 251]);
});

Deno.test("tints stay between 10 and 14 %", () => {
  for (const theme of THEMES) {
    expect(TINT_SHARE[theme]).toBeGreaterThanOrEqual(0.1);
    expect(TINT_SHARE[theme]).toBeLessThanOrEqual(0.14);
  }
});

Deno.test("both ways into the dark theme carry the same values", () => {
  const [, chosen, preferred] = tokenRules().split("\n");
  const declarations = /\{([^{}]*)\}/;
  expect(chosen?.match(declarations)?.[1]).toBe(preferred?.match(declarations)?.[1]);
  expect(chosen).toContain("--ink:#eceef2");
});
