import type { ComponentChildren } from "preact";

interface CardProps {
  /** Becomes the card's heading and its name for screen readers. */
  title?: string;
  /** Names the heading; needed with `title`, unique on the page. */
  id?: string;
  /** Stands at the right of the heading: a figure, a link, a control. */
  aside?: ComponentChildren;
  /** One line under the heading. */
  note?: ComponentChildren;
  /** Without padding, for tables and lists that run to the edge. */
  flush?: boolean;
  class?: string;
  children: ComponentChildren;
}

export function Card({ title, id, aside, note, flush = false, class: className = "", children }: CardProps) {
  return (
    <section
      class={`card flex h-full min-w-0 flex-col rounded-card border bg-surface ${className}`}
      aria-labelledby={title && id ? id : undefined}
    >
      {title && (
        <header class="flex flex-wrap items-baseline justify-between gap-2 px-4 pt-4 pb-3">
          <div class="min-w-0">
            <h2 id={id} class="text-14 font-semibold">{title}</h2>
            {note && <p class="mt-1 text-12 text-ink-3">{note}</p>}
          </div>
          {aside && <div class="text-12 text-ink-2">{aside}</div>}
        </header>
      )}
      <div class={`min-w-0 flex-1 ${flush ? "" : title ? "px-4 pb-4" : "p-4"}`}>{children}</div>
    </section>
  );
}
