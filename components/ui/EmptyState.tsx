import type { ComponentChildren } from "preact";

interface EmptyStateProps {
  title: string;
  /** One next step, in one sentence. */
  children: ComponentChildren;
  /** A link or a button. */
  action?: ComponentChildren;
}

/** Nothing here yet: says so, and teaches one next step. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div class="flex flex-col items-start gap-3 px-4 py-8 sm:items-center sm:text-center">
      <p class="text-16 font-semibold">{title}</p>
      <p class="max-w-prose text-ink-2">{children}</p>
      {action}
    </div>
  );
}
