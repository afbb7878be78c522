import type { ComponentChildren } from "preact";
import { Link } from "@/components/ui/Link.tsx";

interface StatProps {
  label: string;
  /** Already formatted; "–" where there is none. */
  value: string;
  /** A Delta, or a few words. */
  change?: ComponentChildren;
  /** A Sparkline. */
  sparkline?: ComponentChildren;
  /** What the number leaves out, or where it comes from. */
  note?: string;
  href?: string;
}

/** One figure of the platform. The height is the same with and without change and note, so that nothing jumps. */
export function Stat({ label, value, change, sparkline, note, href }: StatProps) {
  return (
    <div class="relative flex h-full flex-col rounded-card border bg-surface p-4">
      <h2 class="text-13 font-medium text-ink-2">
        {href ? <Link href={href} class="stretched rounded-control hover:text-ink">{label}</Link> : label}
      </h2>
      <div class="mt-2 flex items-end justify-between gap-3">
        <p class="min-w-0 text-28 font-semibold leading-tight tracking-tight">{value}</p>
        {sparkline}
      </div>
      <p class="mt-1 flex min-h-5 flex-wrap items-center gap-x-2 text-12 text-ink-3">
        {change}
        {note && <span>{note}</span>}
      </p>
    </div>
  );
}
