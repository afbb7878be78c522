import type { AnchorHTMLAttributes } from "preact";

/**
 * The one way in which the product writes a link. Fresh marks each link to the page that is shown, or to one above it, with
 * `aria-current`, unless the link says itself whether it is the current one: here it always does.
 */
export function Link({ "aria-current": current = false, ...props }: AnchorHTMLAttributes<HTMLAnchorElement>) {
  return <a {...props} aria-current={current} />;
}
