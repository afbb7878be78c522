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
    // All places are read before any row moves: a read after a move makes the browser lay out the page again.
    const places = rows.map((row) => ({ row, client: row.dataset.client ?? "", top: row.offsetTop }));
    const before = tops.current;
    tops.current = new Map(places.map(({ client, top }) => [client, top]));
    if (before.size === 0 || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    for (const { row, client, top } of places) {
      const from = before.get(client);
      if (from === undefined || from === top) continue;
      row.animate([{ transform: `translateY(${from - top}px)` }, { transform: "none" }], MOTION);
    }
  }, [order.join(" ")]);
}
