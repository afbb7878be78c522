import { Link } from "@/components/ui/Link.tsx";

/** The first stop of the tab key: past the navigation to the content. */
export function SkipLink({ target }: { target: string }) {
  return (
    <Link
      href={`#${target}`}
      class="sr-only focus:not-sr-only focus:fixed focus:left-3 focus:top-3 focus:z-50 focus:rounded-control focus:bg-accent focus:px-4 focus:py-3 focus:text-on-accent"
    >
      Skip to content
    </Link>
  );
}
