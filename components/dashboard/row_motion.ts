import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

const MOTION: KeyframeAnimationOptions = { duration: 200, easing: "ease-out" };

/**
 * Lets rows glide to their new places when their order changes; at once where less motion is asked for. Rows are the
 * elements with `data-client` under `root`. What a row was moved from is known from the render before.
 */
export function useRowMotion(root: RefObject<HTMLElement>, order: readonly string[]): void {
  const tops = useRef(new Map<string, number>());
  useLayoutEffect(() => {
    const rows = [...root.current?.querySelectorAll<HTMLElement>("[data-client]") ?? []];
    const before = tops.current;
    tops.current = new Map(rows.map((row) => [row.dataset.client ?? "", row.offsetTop]));
    if (before.size === 0 || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    for (const row of rows) {
      const from = before.get(row.dataset.client ?? "");
      if (from === undefined || from === row.offsetTop) continue;
      row.animate([{ transform: `translateY(${from - row.offsetTop}px)` }, { transform: "none" }], MOTION);
    }
  }, [order.join(" ")]);
}
