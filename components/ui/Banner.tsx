import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "@/components/ui/Icon.tsx";

interface BannerProps {
  icon?: IconName;
  children: ComponentChildren;
  action?: ComponentChildren;
}

/** A word to everyone on the page: simulated data, a cache that is down, a feed gone silent. */
export function Banner({ icon = "info", children, action }: BannerProps) {
  return (
    <div
      role="status"
      class="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-card border border-line-strong bg-surface px-4 py-3"
    >
      <Icon name={icon} class="text-ink-2" />
      <p class="long-word flex-1">{children}</p>
      {action}
    </div>
  );
}
