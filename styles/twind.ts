import { defineConfig } from "@twind/core";
import autoprefix from "@twind/preset-autoprefix";
import tailwind from "@twind/preset-tailwind/base";
import { COLOURS, TINTED } from "@/styles/tokens.ts";

/** Pixels as rem, so that the whole page follows the reader's own text size. */
function rem(pixels: number): string {
  return `${pixels / 16}rem`;
}

function variables(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, `var(--${name})`]));
}

/** 4 · 8 · 12 · 16 · 24 · 32 · 48, with 2 px for optical corrections. */
const SPACING = {
  0: "0",
  px: "1px",
  "0.5": rem(2),
  1: rem(4),
  2: rem(8),
  3: rem(12),
  4: rem(16),
  6: rem(24),
  8: rem(32),
  12: rem(48),
};

/** Sizes of things, beyond the spaces between them; the number is pixels / 4, as in Tailwind. */
const SIZES = {
  ...SPACING,
  "2.5": rem(10),
  5: rem(20),
  7: rem(28),
  9: rem(36),
  10: rem(40),
  11: rem(44),
  14: rem(56),
  20: rem(80),
  24: rem(96),
  28: rem(112),
  36: rem(144),
  44: rem(176),
  56: rem(224),
  auto: "auto",
  full: "100%",
  min: "min-content",
  max: "max-content",
  fit: "fit-content",
  page: rem(1360),
  prose: rem(680),
};

/** The utilities of the design: every scale is closed, so a value outside it produces no rule. */
export const utilityConfig = defineConfig({
  presets: [autoprefix(), tailwind()],
  hash: false,
  preflight: false,
  variants: [
    ["collapsed", ':root[data-sidebar="collapsed"] &'],
    ["coarse", "@media (pointer:coarse)"],
  ],
  theme: {
    screens: { sm: "600px", md: "900px", lg: "1200px" },
    colors: {
      transparent: "transparent",
      current: "currentColor",
      ...variables(Object.keys(COLOURS)),
      ...variables(TINTED.map((name) => `${name}-tint`)),
    },
    spacing: SPACING,
    width: SIZES,
    height: { ...SIZES, screen: "100vh" },
    minWidth: SIZES,
    minHeight: { ...SIZES, screen: "100vh" },
    maxWidth: SIZES,
    maxHeight: SIZES,
    fontSize: Object.fromEntries([12, 13, 14, 16, 20, 28, 40].map((pixels) => [pixels, rem(pixels)])),
    fontWeight: { normal: "400", medium: "500", semibold: "600" },
    lineHeight: { none: "1", tight: "1.2", normal: "1.45" },
    borderRadius: { none: "0", control: rem(6), card: rem(10), full: "9999px" },
    borderWidth: { DEFAULT: "1px", 0: "0", 2: "2px" },
    borderColor: { DEFAULT: "var(--line)", ...variables(Object.keys(COLOURS)), transparent: "transparent" },
    boxShadow: { none: "none", float: "var(--shadow-float)" },
    strokeWidth: { 1: "1", "1.5": "1.5", 2: "2" },
    transitionDuration: { DEFAULT: "120ms", 200: "200ms" },
    transitionTimingFunction: { DEFAULT: "ease-out" },
  },
});

/** Tailwind's reset alone; the placeholder is the one colour it names. */
export const resetConfig = defineConfig({
  presets: [autoprefix(), tailwind()],
  theme: { colors: { gray: { 400: "var(--ink-3)" } } },
});
