/** Lists whose rows stay where they are while somebody is in them. */
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { type Hold, type SteadyRows, steadyRows } from "@/lib/lists/steady.ts";

export interface SteadyList<Row> extends SteadyRows<Row> {
  /** Of the element around the rows. */
  place: {
    onPointerMove: () => void;
    onPointerDown: () => void;
    onPointerLeave: (event: PointerEvent) => void;
    onFocusIn: (event: FocusEvent) => void;
    onFocusOut: () => void;
  };
}

/**
 * The rows to show of those that there should be, while pointer and focus come and go. For use inside an island.
 *
 * @param mark rows are the elements with this data attribute, which holds their id
 */
export function useSteadyList<Row>(
  next: readonly Row[],
  idOf: (row: Row) => string,
  mark: string,
): SteadyList<Row> {
  const pointed = useSignal(false);
  const focus = useSignal<string | null>(null);
  const shown = useRef(next);
  const outside = useRef<AbortController | null>(null);
  useEffect(() => () => outside.current?.abort(), []);
  useLayoutEffect(() => {
    // What had the focus may have gone with what the row says now, without a word of it.
    if (focus.value !== null && document.hasFocus()) focus.value = rowOf(document.activeElement, mark);
  });

  const hold = holdOf(pointed.value, focus.value);
  const steady = steadyRows(shown.current, next, { hold, idOf });
  shown.current = steady.rows;
  return {
    ...steady,
    place: {
      onPointerMove: () => pointed.value = true,
      onPointerDown: () => pointed.value = true,
      onPointerLeave({ pointerType, currentTarget }) {
        outside.current?.abort();
        if (pointerType === "mouse") pointed.value = false;
        // A finger that is lifted has not gone elsewhere: the next touch says where it is.
        else outside.current = onceOutside(currentTarget as Element, () => pointed.value = false);
      },
      onFocusIn({ target }) {
        focus.value = rowOf(target as Element, mark);
      },
      onFocusOut() {
        // In another window the focus will be back where it was.
        if (document.hasFocus()) focus.value = null;
      },
    },
  };
}

function rowOf(element: Element | null, mark: string): string | null {
  return element?.closest<HTMLElement>(`[data-${mark}]`)?.dataset[mark] ?? null;
}

function holdOf(pointed: boolean, focus: string | null): Hold {
  return pointed ? "all" : focus === null ? null : { focus };
}

function onceOutside(element: Element, act: () => void): AbortController {
  const ended = new AbortController();
  addEventListener("pointerdown", ({ target }) => {
    if (element.contains(target as Node)) return;
    ended.abort();
    act();
  }, { signal: ended.signal });
  return ended;
}
