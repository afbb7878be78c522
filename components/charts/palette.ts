import type { ColourName, TINTED } from "@/styles/tokens.ts";
import type { Band } from "@/lib/scoring/types.ts";

type TokenName = ColourName | `${(typeof TINTED)[number]}-tint`;

/** The colours of the theme that is shown now; a canvas cannot use CSS variables. */
export interface Palette {
  colour(token: TokenName): string;
  /** The font of the page, as a canvas takes it. */
  readonly fontFamily: string;
}

const BAND_TOKENS = {
  healthy: "healthy",
  at_risk: "at-risk",
  critical: "critical",
  unknown: "unknown",
} as const satisfies Record<Band, ColourName>;

export function bandColour(palette: Palette, band: Band): string {
  return palette.colour(BAND_TOKENS[band]);
}

export function bandTint(palette: Palette, band: Band): string {
  return palette.colour(`${BAND_TOKENS[band]}-tint`);
}

/** A palette that always gives the present colours, and tells when they have changed. Browser only. */
export function watchPalette(onChange: () => void): { palette: Palette; stop: () => void } {
  const root = document.documentElement;
  const chosen = new MutationObserver(onChange);
  chosen.observe(root, { attributeFilter: ["data-theme"] });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", onChange);
  return {
    palette: {
      colour: (token) => getComputedStyle(root).getPropertyValue(`--${token}`).trim(),
      get fontFamily() {
        return getComputedStyle(root).fontFamily;
      },
    },
    stop() {
      chosen.disconnect();
      system.removeEventListener("change", onChange);
    },
  };
}
