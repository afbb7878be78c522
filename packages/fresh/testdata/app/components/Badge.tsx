import type { ComponentChildren } from "preact";

export function Badge({ children }: { children: ComponentChildren }) {
  return <b class="badge">{children}</b>;
}
