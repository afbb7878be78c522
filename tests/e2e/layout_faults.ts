/** What a page does wrong with text that is longer than anyone thought of, found by measuring every line of it. */
import type { Page } from "playwright-core";

/**
 * A line a fault, beginning with its kind:
 * - `wide`: the page is wider than its window;
 * - `outside`: a line of text sticks out of a box around it, or out of the window;
 * - `cut`: text is cut off without an ellipsis;
 * - `untold`: text is cut off with an ellipsis, and no title tells all of it;
 * - `over`: two lines of text lie over each other;
 * - `direction`: text from right to left that takes its direction from the page.
 */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(measure);
}

/** Runs in the page: whole in itself. */
function measure(): string[] {
  const TOLERANCE = 1.5;
  /** Lines are set closer than their font is high. */
  const LEADING = 7;
  const RIGHT_TO_LEFT = /[\u0590-\u08ff]/;
  interface Line {
    rect: DOMRect;
    text: string;
    element: Element;
    floats: boolean;
  }
  const faults = new Set<string>();
  const name = (element: Element) =>
    `${element.tagName.toLowerCase()}.${[...element.classList].slice(0, 4).join(".")}`;
  const short = (text: string) => text.length > 40 ? `${text.slice(0, 40)}…` : text;
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.add(`wide: by ${root.scrollWidth - root.clientWidth} px`);

  const boxesOf = (element: Element): Element[] => {
    const boxes: Element[] = [];
    for (let box: Element | null = element; box; box = box.parentElement) boxes.push(box);
    return boxes;
  };
  const isForEars = (boxes: readonly Element[]) =>
    boxes.some((box) => {
      const { width, height } = box.getBoundingClientRect();
      return getComputedStyle(box).position === "absolute" && width <= 1 && height <= 1;
    });
  const isTold = (boxes: readonly Element[], text: string) =>
    boxes.slice(0, 4).some((box) => (box.getAttribute("title") ?? "").includes(text.trim()));

  const lines: Line[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent ?? "";
    const element = node.parentElement;
    if (
      !element || text.trim() === "" || element.closest("script, style, noscript, option, datalist, title")
    ) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    const boxes = boxesOf(element);
    if (rects.length === 0 || isForEars(boxes)) continue;
    if (RIGHT_TO_LEFT.test(text) && !element.closest('[dir="auto"], bdi')) {
      faults.add(`direction: ${short(text)}`);
    }
    for (const rect of rects) {
      const shown = shownPart(rect, boxes, text);
      if (shown) lines.push({ rect: shown.rect, text, element, floats: shown.floats });
    }
  }

  /** What of a line is seen; notes what is wrong with it. */
  function shownPart(
    rect: DOMRect,
    boxes: readonly Element[],
    text: string,
  ): { rect: DOMRect; floats: boolean } | null {
    let seen = rect;
    let floats = false;
    const drawn = boxes[0] instanceof SVGElement;
    for (const box of boxes) {
      const style = getComputedStyle(box);
      if (style.display === "contents" || box instanceof SVGElement) continue;
      const isInline = style.display === "inline";
      const edge = box.getBoundingClientRect();
      if (!isInline) {
        const scrolls = (overflow: string) => overflow === "auto" || overflow === "scroll";
        if (scrolls(style.overflowX) || scrolls(style.overflowY)) {
          const inside = cut(seen, edge);
          if (!inside) return null;
          seen = inside;
        } else if (
          style.overflowX === "hidden" || style.overflowX === "clip" || style.overflowY === "hidden"
        ) {
          const over = seen.right - edge.right > TOLERANCE || edge.left - seen.left > TOLERANCE ||
            seen.bottom - edge.bottom > LEADING;
          if (over) {
            const clamped = style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
            if (!clamped) faults.add(`cut: ${short(text)} in ${name(box)}`);
            else if (!isTold(boxes, text)) faults.add(`untold: ${short(text)} in ${name(box)}`);
          }
          const inside = cut(seen, edge);
          if (!inside) return null;
          seen = inside;
        } else if (
          // The scale of a drawing stands in the margin around it, within the card.
          (!drawn || box.matches(".card")) &&
          (seen.right - edge.right > TOLERANCE || edge.left - seen.left > TOLERANCE ||
            seen.bottom - edge.bottom > LEADING || edge.top - seen.top > LEADING)
        ) {
          if (box !== document.body && box !== root) faults.add(`outside: ${short(text)} of ${name(box)}`);
        }
      }
      if (style.position === "fixed" || style.position === "sticky") floats = true;
      // What is placed by itself need not lie in what it hangs on.
      if (style.position === "fixed" || style.position === "absolute") break;
    }
    if (seen.right - root.clientWidth > TOLERANCE || seen.left < -TOLERANCE) {
      faults.add(`outside: ${short(text)} of the window`);
    }
    return { rect: seen, floats };
  }

  function cut(a: DOMRect, b: DOMRect): DOMRect | null {
    const [left, top] = [Math.max(a.left, b.left), Math.max(a.top, b.top)];
    const [right, bottom] = [Math.min(a.right, b.right), Math.min(a.bottom, b.bottom)];
    return right - left < 1 || bottom - top < 1 ? null : new DOMRect(left, top, right - left, bottom - top);
  }

  const standing = lines.filter(({ floats }) => !floats).sort((a, b) => a.rect.top - b.rect.top);
  standing.forEach((line, index) => {
    for (const other of standing.slice(index + 1)) {
      if (other.rect.top > line.rect.bottom - LEADING) break;
      if (other.element === line.element) continue;
      const shared = cut(line.rect, other.rect);
      if (shared && shared.width > 2 && shared.height > LEADING) {
        faults.add(`over: ${short(line.text)} and ${short(other.text)}`);
      }
    }
  });
  return [...faults];
}
