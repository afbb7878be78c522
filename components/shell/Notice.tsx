import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "@/components/ui/Icon.tsx";

interface NoticeProps {
  /** Names the strip for screen readers. */
  label: string;
  icon: IconName;
  children: ComponentChildren;
  action?: ComponentChildren;
}

/**
 * A strip at the foot of the window, on every page. It comes and goes while people read, so it stands where nothing
 * moves for it, and it covers nothing: at the end of the page it lies below the content.
 */
export function Notice({ label, icon, children, action }: NoticeProps) {
  return (
    <section
      aria-label={label}
      class="flex items-center gap-3 border-t border-line-strong bg-raised px-4 py-2 md:px-8"
    >
      <Icon name={icon} class="text-ink-2" />
      {/* Heard when it comes, not each time a figure in it changes. */}
      <p aria-live="polite" aria-relevant="additions" class="min-w-0 flex-1 text-13">{children}</p>
      {action}
    </section>
  );
}
