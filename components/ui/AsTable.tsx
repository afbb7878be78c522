import type { ComponentChildren } from "preact";
import { Icon } from "@/components/ui/Icon.tsx";

/** A table with the figures of a chart, one key away from it and there without JavaScript. */
export function AsTable({ children }: { children: ComponentChildren }) {
  return (
    <details class="mt-3">
      <summary class="inline-flex cursor-pointer items-center gap-1 rounded-control text-13 text-ink-2 hover:text-ink">
        <Icon name="chevron" class="disclosure transition-transform" />
        As a table
      </summary>
      <div class="mt-2 max-h-56 overflow-y-auto rounded-control border">{children}</div>
    </details>
  );
}
