import type { ComponentChildren } from "preact";

interface ChartTipProps {
  /** Where it points to, 0–1 of the width of its positioned ancestor. */
  x: number;
  /** Pixels from the top of the same; it stands above. */
  y: number;
  children: ComponentChildren;
}

/**
 * A word beside the pointer. It is drawn in the browser only, where a style may be set: the content policy allows no
 * style attribute in the page. Assistive technology reads the same from what is pointed at.
 */
export function ChartTip({ x, y, children }: ChartTipProps) {
  const side = x < 0.25 ? "chart-tip-right" : x > 0.75 ? "chart-tip-left" : "";
  return (
    <div class={`chart-tip ${side}`} style={{ left: `${x * 100}%`, top: `${y}px` }} aria-hidden="true">
      {children}
    </div>
  );
}
