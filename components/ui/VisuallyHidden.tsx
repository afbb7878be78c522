import type { ComponentChildren } from "preact";

/** Heard, not seen. */
export function VisuallyHidden({ children }: { children: ComponentChildren }) {
  return <span class="sr-only">{children}</span>;
}
