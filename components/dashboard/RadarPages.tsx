import { Link } from "@/components/ui/Link.tsx";
import { formatCount } from "@/lib/format/number.ts";

interface RadarPagesProps {
  /** From 1. */
  page: number;
  pageSize: number;
  /** Clients on all pages. */
  total: number;
  /** The address of another page. */
  href: (page: number) => string;
}

/** Where in a long radar this page lies, with links to its neighbours; nothing when there is one page only. */
export function RadarPages({ page, pageSize, total, href }: RadarPagesProps) {
  const first = (page - 1) * pageSize + 1;
  const last = Math.min(total, page * pageSize);
  return (
    <nav aria-label="Pages of the risk radar" class="flex flex-wrap items-center justify-between gap-3">
      <span class="text-ink-2">
        {formatCount(first)}–{formatCount(last)} of {formatCount(total)} at risk
      </span>
      <span class="flex gap-4">
        {page > 1 && (
          <Link href={href(page - 1)} rel="prev" class="text-accent hover:underline">
            Previous
          </Link>
        )}
        {last < total && (
          <Link href={href(page + 1)} rel="next" class="text-accent hover:underline">
            Next
          </Link>
        )}
      </span>
    </nav>
  );
}
