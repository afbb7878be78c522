import type { Band } from "@/lib/scoring/types.ts";

/** Complete class names by band: the stylesheet is compiled from the classes it finds in the markup's sources. */
export const BAND_TEXT: Record<Band, string> = {
  healthy: "text-healthy",
  at_risk: "text-at-risk",
  critical: "text-critical",
  unknown: "text-unknown",
};

export const BAND_TINT: Record<Band, string> = {
  healthy: "bg-healthy-tint",
  at_risk: "bg-at-risk-tint",
  critical: "bg-critical-tint",
  unknown: "bg-unknown-tint",
};

export const BAND_STROKE: Record<Band, string> = {
  healthy: "stroke-healthy",
  at_risk: "stroke-at-risk",
  critical: "stroke-critical",
  unknown: "stroke-unknown",
};

export const BAND_FILL: Record<Band, string> = {
  healthy: "fill-healthy",
  at_risk: "fill-at-risk",
  critical: "fill-critical",
  unknown: "fill-unknown",
};
