import { VisuallyHidden } from "@/components/ui/VisuallyHidden.tsx";
import type { VNode } from "preact";
import { BAND_TEXT, BAND_TINT } from "@/components/ui/band_classes.ts";
import { bandWord } from "@/lib/scoring/words.ts";
import type { Band } from "@/lib/scoring/types.ts";

/**
 * Shape and colour always go together, so that neither has to be told apart alone: ● ▲ ■ ◌. Made anew for each mark: an
 * element that is used again would keep the rows around its first use after they are gone.
 */
const SHAPES: Record<Band, () => VNode> = {
  healthy: () => <circle cx="6" cy="6" r="4.5" fill="currentColor" />,
  at_risk: () => <path d="M6 1.2 11.2 10.6H.8z" fill="currentColor" />,
  critical: () => <rect x="1.7" y="1.7" width="8.6" height="8.6" rx="1" fill="currentColor" />,
  unknown: () => (
    <circle
      cx="6"
      cy="6"
      r="4.4"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-dasharray="2.3"
    />
  ),
};

interface BandMarkProps {
  band: Band;
  /** Adds its word for screen readers, where no word stands beside it. */
  labelled?: boolean;
  /** What is to say about it. */
  hint?: string | undefined;
}

/** The band's shape alone. */
export function BandMark({ band, labelled = false, hint }: BandMarkProps) {
  return (
    <span class={`inline-flex shrink-0 ${BAND_TEXT[band]}`} title={hint}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
        {SHAPES[band]()}
      </svg>
      {labelled && <VisuallyHidden>{hint ?? bandWord(band)}</VisuallyHidden>}
    </span>
  );
}

interface BandBadgeProps {
  band: Band;
  /** What is to say about it: "Still at risk until 73". */
  hint?: string | undefined;
}

/** Shape, word and colour of a band. */
export function BandBadge({ band, hint }: BandBadgeProps) {
  return (
    <span
      class={`inline-flex items-center gap-1 whitespace-nowrap rounded-full px-2 py-0.5 text-12 font-medium ${
        BAND_TINT[band]
      } ${BAND_TEXT[band]}`}
      title={hint}
    >
      <BandMark band={band} />
      {bandWord(band)}
      {hint && <VisuallyHidden>, {hint}</VisuallyHidden>}
    </span>
  );
}
