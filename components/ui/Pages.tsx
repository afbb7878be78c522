import { Link } from "@/components/ui/Link.tsx";
import { formatCount, formatQuantity } from "@/lib/format/number.ts";
import { pagesAround } from "@/lib/lists/page_link.ts";

interface PagesProps {
  /** From 1. */
  page: number;
  pageSize: number;
  /** Entries in all. */
  total: number;
  /** Of what, one of them: `client`. */
  noun: string;
  /** How many changes of the list are not shown while somebody is in it. */
  waiting?: number;
  /** The address of a page, relative to this one. */
  link: (page: number) => string;
}

const LINK =
  "inline-flex h-8 min-w-8 items-center justify-center rounded-control px-2 coarse:h-11 coarse:min-w-11";

/** Where in a list this page lies, with links to the others; only the place when there is one page. */
export function Pages({ page, pageSize, total, noun, waiting = 0, link }: PagesProps) {
  const last = Math.max(1, Math.ceil(total / pageSize));
  const from = Math.min(total, (page - 1) * pageSize + 1);
  const to = Math.min(total, page * pageSize);
  const shown = from === to ? formatCount(from) : `${formatCount(from)}–${formatCount(to)}`;
  return (
    <nav
      aria-label={`Pages of ${noun}s`}
      class="no-print flex flex-wrap items-center justify-between gap-3 border-t px-4 py-2 text-13 text-ink-2"
    >
      <span>
        {shown} of {formatQuantity(total, noun)}
        {waiting > 0 && ` · ${formatQuantity(waiting, "change")} when you leave the list`}
      </span>
      {last > 1 && (
        <ol class="flex flex-wrap items-center gap-1">
          {page > 1 && (
            <li>
              <Link href={link(page - 1)} rel="prev" class={`${LINK} hover:bg-canvas`}>Previous</Link>
            </li>
          )}
          {pagesAround(page, last).map((number, index) => (
            <li key={number ?? `gap-${index}`}>
              {number === null
                ? <span class="px-1 text-ink-3">…</span>
                : number === page
                ? (
                  <span aria-current="page" class={`${LINK} bg-accent-tint font-medium text-ink`}>
                    {number}
                  </span>
                )
                : (
                  <Link href={link(number)} class={`${LINK} hover:bg-canvas`} aria-label={`Page ${number}`}>
                    {number}
                  </Link>
                )}
            </li>
          ))}
          {page < last && (
            <li>
              <Link href={link(page + 1)} rel="next" class={`${LINK} hover:bg-canvas`}>Next</Link>
            </li>
          )}
        </ol>
      )}
    </nav>
  );
}
