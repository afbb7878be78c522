import type { ComponentChildren } from "preact";
import { Link } from "@/components/ui/Link.tsx";

export interface Crumb {
  label: string;
  /** Left out for the page itself. */
  href?: string;
}

interface PageHeaderProps {
  title: string;
  breadcrumb?: readonly Crumb[];
  /** One sentence under the title. */
  lead?: ComponentChildren;
  /** The sentence grows and shrinks while the page is open: it has room to, so that nothing below it moves. */
  roomy?: boolean;
  /** Beside the title: a badge. */
  badge?: ComponentChildren;
  /** At the right: buttons. */
  actions?: ComponentChildren;
}

export function PageHeader({ title, breadcrumb = [], lead, roomy = false, badge, actions }: PageHeaderProps) {
  return (
    <header class="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div class="min-w-0">
        {breadcrumb.length > 0 && <Breadcrumb crumbs={breadcrumb} />}
        <div class="flex flex-wrap items-center gap-3">
          <h1 dir="auto" class="long-word min-w-0 text-20 font-semibold tracking-tight">{title}</h1>
          {badge}
        </div>
        {lead && <p class={`mt-2 max-w-prose text-14 text-ink-2 ${roomy ? "roomy" : ""}`}>{lead}</p>}
      </div>
      {actions && <div class="no-print flex flex-wrap gap-2">{actions}</div>}
    </header>
  );
}

export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" class="min-w-0 text-13 text-ink-2">
      <ol class="flex min-w-0 items-center gap-2">
        {crumbs.map((crumb, index) => (
          <li key={crumb.label} class={`flex items-center gap-2 ${crumb.href ? "shrink-0" : "min-w-0"}`}>
            {index > 0 && <span aria-hidden="true" class="text-ink-3">/</span>}
            {crumb.href
              ? (
                <Link href={crumb.href} class="rounded-control hover:text-ink hover:underline">
                  {crumb.label}
                </Link>
              )
              : (
                <span aria-current="page" class="truncate text-ink" title={crumb.label} dir="auto">
                  {crumb.label}
                </span>
              )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
