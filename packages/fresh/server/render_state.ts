import type { ComponentChildren, VNode } from "preact";
import type { Build } from "../build.ts";
import type { Island } from "../types.ts";

/** Markup given to an island from outside; the browser finds it by its index. */
export interface Slot {
  content: ComponentChildren;
  rendered: boolean;
}

/** What one rendering of a page collects. */
export class RenderState {
  /** Allows the scripts and styles of this page alone. */
  readonly nonce: string = crypto.randomUUID().replaceAll("-", "");
  readonly islands: Set<Island> = new Set();
  /** Props of the islands, in the order of their markers. */
  readonly props: { island: Island; values: Record<string, unknown> }[] = [];
  readonly slots: Slot[] = [];
  /** Elements of `<Head>`, by what makes two of them the same. */
  readonly head: Map<string, VNode> = new Map();
  /** Which of html, head and body the app has rendered itself. */
  readonly documentTags: Set<string> = new Set();

  constructor(readonly build: Build | null, readonly pathname: string) {}

  addSlot(content: ComponentChildren): number {
    return this.slots.push({ content, rendered: false }) - 1;
  }
}

let current: RenderState | null = null;

/** The page that is being rendered. Rendering is synchronous, so there is never more than one. */
export function renderState(): RenderState | null {
  return current;
}

export function withRenderState<T>(state: RenderState, render: () => T): T {
  current = state;
  try {
    return render();
  } finally {
    current = null;
  }
}
