import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "@/components/ui/Icon.tsx";

interface PopoverProps {
  /** Unique on the page. */
  id: string;
  label: string;
  icon?: IconName;
  /** How much of what is inside is set: shown beside the label. */
  count?: number;
  /** Only the icon is seen; the label is heard. The panel is a menu. */
  compact?: boolean;
  /** Two columns of fields rather than one. */
  wide?: boolean;
  children: ComponentChildren;
}

/**
 * A button and the panel it opens, natively: it closes with Escape or a click elsewhere and returns the focus, without
 * any script. On a phone the panel is a sheet at the bottom.
 */
export function Popover(
  { id, label, icon, count = 0, compact = false, wide = false, children }: PopoverProps,
) {
  return (
    <>
      <button
        type="button"
        popovertarget={id}
        aria-label={compact ? label : undefined}
        class={compact
          ? "inline-flex h-8 w-8 items-center justify-center rounded-control text-ink-3 hover:bg-canvas hover:text-ink coarse:h-11 coarse:w-11"
          : "inline-flex h-9 items-center gap-2 whitespace-nowrap rounded-control border border-line-strong bg-surface px-3 text-14 font-medium transition-colors hover:bg-canvas coarse:h-11"}
      >
        {icon && <Icon name={icon} class="text-ink-3" />}
        {!compact && label}
        {count > 0 && (
          <span class="rounded-full bg-accent-tint px-2 text-12 text-ink">
            {count}
            <span class="sr-only">set</span>
          </span>
        )}
      </button>
      <div
        id={id}
        popover="auto"
        class={`popover text-14 text-ink ${compact ? "menu" : wide ? "popover-wide" : ""}`}
        role="group"
        aria-label={label}
      >
        {children}
      </div>
    </>
  );
}
