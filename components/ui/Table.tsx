import type { ComponentChildren } from "preact";

interface TableProps {
  /** Heard by screen readers as the table's name. */
  caption: string;
  head: ComponentChildren;
  children: ComponentChildren;
}

/** Scrolls sideways within itself where it must, never the page; reachable by keyboard for that reason. */
export function Table({ caption, head, children }: TableProps) {
  return (
    <div class="w-full overflow-x-auto" tabIndex={0} role="region" aria-label={caption}>
      <table class="w-full text-13">
        <caption class="sr-only">{caption}</caption>
        <thead class="sticky top-0 bg-surface text-12 text-ink-3">
          <tr class="border-b">{head}</tr>
        </thead>
        <tbody class="divide-y">{children}</tbody>
      </table>
    </div>
  );
}

/** On a phone close together, but for the edges, and heads of two lines: five columns of figures find room. */
const PADDING = "px-2 first:pl-4 last:pr-4 sm:px-4 py-2";

type SortDirection = "ascending" | "descending";

interface HeadCellProps {
  numeric?: boolean;
  sort?: SortDirection;
  children: ComponentChildren;
}

/** `numeric` aligns right, as the cells below it. */
export function HeadCell({ numeric = false, sort, children }: HeadCellProps) {
  return (
    <th
      scope="col"
      aria-sort={sort}
      class={`sm:whitespace-nowrap ${PADDING} align-bottom font-medium ${
        numeric ? "text-right" : "text-left"
      }`}
    >
      {children}
    </th>
  );
}

export function Cell({ numeric = false, children }: { numeric?: boolean; children?: ComponentChildren }) {
  return <td class={`${PADDING} ${numeric ? "whitespace-nowrap text-right" : "text-left"}`}>{children}</td>;
}

/** The cell that names its row. */
export function RowHead({ children }: { children: ComponentChildren }) {
  return (
    <th scope="row" class={`${PADDING} long-word min-w-28 text-left font-medium`} dir="auto">{children}</th>
  );
}
