import { Icon } from "@/components/ui/Icon.tsx";
import { isCurrent, NAVIGATION } from "@/components/shell/navigation.ts";
import { Link } from "@/components/ui/Link.tsx";
import { pageAddress } from "@/lib/format/address.ts";

/** The main destinations; words give way to icons in the collapsed sidebar but stay for screen readers. */
export function Navigation({ path }: { path: string }) {
  return (
    <ul class="flex flex-col gap-1">
      {NAVIGATION.map((item) => {
        const current = isCurrent(item, path);
        return (
          <li key={item.href}>
            <Link
              href={pageAddress(item.href)}
              title={item.label}
              aria-current={current ? "page" : undefined}
              class={`flex h-9 items-center gap-3 rounded-control px-3 text-14 font-medium transition-colors coarse:h-11 ${
                current ? "bg-accent-tint text-ink" : "text-ink-2 hover:bg-canvas hover:text-ink"
              }`}
            >
              <Icon name={item.icon} class={current ? "text-accent" : ""} />
              <span class="truncate collapsed:sr-only">{item.label}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** The product's mark and name. */
export function Wordmark() {
  return (
    <Link
      href={pageAddress("/")}
      class="flex h-9 items-center gap-3 overflow-hidden rounded-control px-2"
      aria-label="Customer Intelligence: dashboard"
    >
      <svg width="24" height="24" viewBox="0 0 32 32" class="shrink-0" fill="none" aria-hidden="true">
        <rect width="32" height="32" rx="7" class="fill-ink" />
        <path
          d="M8.21 22A9 9 0 1 1 23.79 22"
          class="stroke-ink-3"
          stroke-width="3.5"
          stroke-linecap="round"
        />
        <path
          d="M8.21 22A9 9 0 0 1 20.34 9.61"
          class="stroke-surface"
          stroke-width="3.5"
          stroke-linecap="round"
        />
      </svg>
      <span class="truncate text-14 font-semibold tracking-tight collapsed:sr-only">
        Customer Intelligence
      </span>
    </Link>
  );
}
