import type { ComponentChildren } from "preact";
import { Link } from "@/components/ui/Link.tsx";

/** A word of classification: a plan, a status, a tag. */
export function Tag({ children }: { children: string }) {
  return (
    <span
      class="inline-block max-w-full truncate rounded-full border border-line-strong px-2 text-12 text-ink-2"
      title={children}
      dir="auto"
    >
      {children}
    </span>
  );
}

interface ChipProps {
  href: string;
  selected?: boolean;
  children: ComponentChildren;
}

/** A filter that is a link: it works without JavaScript and can be shared. */
export function Chip({ href, selected = false, children }: ChipProps) {
  return (
    <Link
      href={href}
      aria-current={selected ? "true" : undefined}
      class={`inline-flex h-7 max-w-full items-center gap-1 whitespace-nowrap rounded-full border px-3 text-13 coarse:h-11 ${
        selected ? "border-accent bg-accent-tint text-ink" : "border-line-strong text-ink-2 hover:text-ink"
      }`}
    >
      {children}
    </Link>
  );
}
