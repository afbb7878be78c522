import { Icon } from "@/components/ui/Icon.tsx";
import { Link } from "@/components/ui/Link.tsx";
import { pageLink, type PageParameters } from "@/lib/lists/page_link.ts";

interface SortHeadProps {
  label: string;
  /** The name it is sorted by, with `-` where descending order is what one asks for first; none if it cannot be. */
  sort?: string;
  /** How the list is sorted now; `null` where that is no order of a column. */
  current: string | null;
  parameters: PageParameters;
  /** Right-aligned, as the cells below it. */
  numeric?: boolean;
  class?: string;
}

/** The head of a column; a click sorts by it, another one the other way round. A link, so it works without script. */
export function SortHead(
  { label, sort, current, parameters, numeric = false, class: place = "" }: SortHeadProps,
) {
  const name = sort?.replace(/^-/, "");
  const direction = current === null || name === undefined || current.replace(/^-/, "") !== name
    ? undefined
    : current.startsWith("-")
    ? "descending"
    : "ascending";
  return (
    <th
      scope="col"
      role="columnheader"
      aria-sort={direction}
      class={`whitespace-nowrap font-medium ${numeric ? "text-right" : "text-left"} ${place}`}
    >
      {sort === undefined || name === undefined ? label : (
        <Link
          href={pageLink(parameters, { sort: direction && current ? opposite(current) : sort })}
          class={`inline-flex h-9 items-center gap-1 rounded-control hover:text-ink coarse:h-11 ${
            direction ? "text-ink" : ""
          }`}
        >
          {label}
          {direction && <Icon name={direction === "ascending" ? "up" : "down"} class="h-3 w-3" />}
        </Link>
      )}
    </th>
  );
}

function opposite(sort: string): string {
  return sort.startsWith("-") ? sort.slice(1) : `-${sort}`;
}
