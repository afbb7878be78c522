import { Icon } from "@/components/ui/Icon.tsx";
import { Link } from "@/components/ui/Link.tsx";
import { pageLink, type PageParameters } from "@/lib/lists/page_link.ts";

interface ActiveFiltersProps {
  /** What narrows the list, in words, and the parameters that do it. */
  filters: readonly { words: string; names: readonly string[] }[];
  parameters: PageParameters;
  /** Whatever else narrows the list and goes with "Clear all". */
  others?: readonly string[];
}

/** What narrows a list, each with a link that takes it off. */
export function ActiveFilters({ filters, parameters, others = [] }: ActiveFiltersProps) {
  if (filters.length === 0) return null;
  const without = (names: readonly string[]) =>
    pageLink(parameters, Object.fromEntries(names.map((name) => [name, null])));
  return (
    <ul aria-label="Filters" class="flex min-w-0 max-w-full flex-wrap items-center gap-2">
      {filters.map(({ words, names }) => (
        <li key={words} class="min-w-0 max-w-full">
          <Link
            href={without(names)}
            class="inline-flex h-7 max-w-full items-center gap-2 rounded-full border border-accent bg-accent-tint px-3 text-13 coarse:h-11"
          >
            <span class="truncate" title={words} dir="auto">{words}</span>
            <Icon name="close" class="h-3 w-3 shrink-0" />
            <span class="sr-only">, remove this filter</span>
          </Link>
        </li>
      ))}
      <li>
        <Link
          href={without([...filters.flatMap(({ names }) => names), ...others])}
          class="inline-flex items-center rounded-control px-2 text-13 text-accent hover:underline coarse:h-11"
        >
          Clear all
        </Link>
      </li>
    </ul>
  );
}
