import type { ComponentChildren } from "preact";
import { Link } from "@/components/ui/Link.tsx";

interface StatProps {
  label: string;
  /** Already formatted, "–" where there is none; or several figures, one a line. */
  value: string | ComponentChildren[];
  /** A Delta, or a few words. */
  change?: ComponentChildren;
  /** A Sparkline. */
  sparkline?: ComponentChildren;
  /** What the number leaves out, or where it comes from. */
  note?: ComponentChildren;
  href?: string;
}

/** One figure of the platform. The height is the same with and without change and note, so that nothing jumps. */
export function Stat({ label, value, change, sparkline, note, href }: StatProps) {
  return (
    <div class="relative flex h-full min-w-0 flex-col rounded-card border bg-surface p-4">
      <h2 class="text-13 font-medium text-ink-2">
        {href ? <Link href={href} class="stretched rounded-control hover:text-ink">{label}</Link> : label}
      </h2>
      {typeof value === "string"
        ? (
          <div class="mt-2 flex items-end justify-between gap-3">
            <p class={`figure long-word font-semibold leading-tight tracking-tight ${sizeOf(value)}`}>
              {value}
            </p>
            {sparkline}
          </div>
        )
        : <ul class="mt-2 flex flex-col gap-1">{value.map((line, index) => <li key={index}>{line}</li>)}</ul>}
      <p class="mt-1 flex min-h-5 flex-wrap items-center gap-x-2 text-12 text-ink-3">
        {change}
        {note && <span>{note}</span>}
      </p>
    </div>
  );
}

/** A long figure is smaller, so that it stands on one line of a tile half as wide as a phone. */
function sizeOf({ length }: string): string {
  return length <= 8 ? "text-28" : length <= 12 ? "text-20 sm:text-28" : "text-16 sm:text-20";
}
