/**
 * The colours of the product: the only file with colour values. Everything else names a token, as a CSS
 * variable (`var(--ink)`), a utility (`text-ink`) or, in charts, the computed value of the variable.
 */

export interface ThemedColour {
  light: `#${string}`;
  dark: `#${string}`;
}

export const COLOURS = {
  canvas: { light: "#f7f7f5", dark: "#0e1116" },
  surface: { light: "#ffffff", dark: "#161b22" },
  raised: { light: "#ffffff", dark: "#1c232c" },
  line: { light: "#e4e4df", dark: "#262d37" },
  "line-strong": { light: "#c9c9c2", dark: "#3a4350" },
  ink: { light: "#16181d", dark: "#eceef2" },
  "ink-2": { light: "#4b5059", dark: "#b3bac5" },
  "ink-3": { light: "#6b7079", dark: "#8b94a1" },
  accent: { light: "#3b5bdb", dark: "#8ea2ff" },
  /** Text and icons on a filled accent. */
  "on-accent": { light: "#ffffff", dark: "#0e1116" },
  healthy: { light: "#0b7a5c", dark: "#3ecf9f" },
  "at-risk": { light: "#9a5b00", dark: "#f2b84b" },
  critical: { light: "#b3202f", dark: "#ff7b87" },
  unknown: { light: "#5d6470", dark: "#98a1ae" },
} as const satisfies Record<string, ThemedColour>;

export type ColourName = keyof typeof COLOURS;
export type ThemeName = keyof ThemedColour;

/** Colours that also exist as a quiet fill, `<name>-tint`. */
export const TINTED = [
  "accent",
  "healthy",
  "at-risk",
  "critical",
  "unknown",
] as const satisfies readonly ColourName[];

/** How much of the colour is in its tint, 0–1. */
export const TINT_SHARE: Record<ThemeName, number> = { light: 0.1, dark: 0.14 };

/** Shadows belong to things that float (popovers, the drawer), never to cards. */
const FLOATING_SHADOW: Record<ThemeName, string> = {
  light: "0 1px 2px rgb(22 24 29 / 0.06), 0 8px 24px rgb(22 24 29 / 0.12)",
  dark: "0 1px 2px rgb(0 0 0 / 0.4), 0 8px 24px rgb(0 0 0 / 0.5)",
};

/** Red, green and blue of a six-digit hex colour, 0–255 each. */
export function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/**
 * The fill of a tinted colour, 0–255 a channel: mixed with the surface and opaque, so that its contrast does not
 * depend on what lies beneath it.
 */
export function tint(name: ColourName, theme: ThemeName): [number, number, number] {
  const [over, under] = [channels(COLOURS[name][theme]), channels(COLOURS.surface[theme])];
  const share = TINT_SHARE[theme];
  const mix = (index: 0 | 1 | 2) => Math.round(over[index] * share + under[index] * (1 - share));
  return [mix(0), mix(1), mix(2)];
}

/** The declarations of one theme, to stand inside a rule. */
export function themeVariables(theme: ThemeName): string {
  const colours = Object.entries(COLOURS).map(([name, colour]) => `--${name}:${colour[theme]}`);
  const tints = TINTED.map((name) => `--${name}-tint:rgb(${tint(name, theme).join(" ")})`);
  return [`color-scheme:${theme}`, ...colours, ...tints, `--shadow-float:${FLOATING_SHADOW[theme]}`].join(
    ";",
  );
}

/**
 * Variables for both themes. Light is the default; dark applies by explicit choice (`data-theme` on the root
 * element, set by static/theme.js) or, without a choice, when the system asks for it. Print is always light.
 */
export function tokenRules(): string {
  const dark = themeVariables("dark");
  return [
    `:root{${themeVariables("light")}}`,
    `@media screen{:root[data-theme=dark]{${dark}}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-theme]){${dark}}}`,
  ].join("\n");
}
