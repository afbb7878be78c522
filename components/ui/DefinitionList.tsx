import type { ComponentChildren } from "preact";

export interface Definition {
  term: string;
  value: ComponentChildren;
}

/** Facts side by side, wrapping as room allows. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl class="flex flex-wrap gap-x-8 gap-y-3">
      {items.map(({ term, value }) => (
        <div key={term} class="min-w-0">
          <dt class="text-12 text-ink-3">{term}</dt>
          <dd class="long-word mt-0.5 text-14">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
