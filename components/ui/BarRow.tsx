import type { Band } from "@/lib/scoring/types.ts";
import { BAND_FILL } from "@/components/ui/band_classes.ts";

interface ProgressBarProps {
  /** 0–1; clamped. */
  share: number;
  band?: Band;
  /** A sentence; without it the bar is decoration beside a figure. */
  label?: string;
}

/** Drawn in SVG because a strict content policy allows no style attributes. */
export function ProgressBar({ share, band, label }: ProgressBarProps) {
  const width = `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%`;
  return (
    <svg
      class="block w-full"
      height="8"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : "true"}
    >
      <rect width="100%" height="8" rx="4" class="fill-line" />
      <rect width={width} height="8" rx="4" class={band ? BAND_FILL[band] : "fill-accent"} />
    </svg>
  );
}

/** A labelled bar with its figure: for breakdowns of a few parts. */
export function BarRow({ label, value, ...bar }: ProgressBarProps & { label: string; value: string }) {
  return (
    <div class="grid grid-cols-[minmax(0,7rem)_1fr_auto] items-center gap-3 py-1 text-13">
      <span class="truncate text-ink-2" title={label}>{label}</span>
      <ProgressBar share={bar.share} {...(bar.band ? { band: bar.band } : {})} />
      <span class="text-right font-medium">{value}</span>
    </div>
  );
}
