import type { ComponentChildren } from "preact";

interface EmptyStateProps {
  title: string;
  /** One next step, in one sentence. */
  children: ComponentChildren;
  /** A command to copy. */
  command?: string;
  /** A link or a button. */
  action?: ComponentChildren;
}

/** Nothing here yet: says so, and teaches one next step. */
export function EmptyState({ title, children, command, action }: EmptyStateProps) {
  return (
    <div class="flex flex-col items-start gap-3 px-4 py-8 sm:items-center sm:text-center">
      <p class="text-16 font-semibold">{title}</p>
      <p class="max-w-prose text-ink-2">{children}</p>
      {command && <Command text={command} />}
      {action}
    </div>
  );
}

/** A command in a field of its own: one click selects all of it, with or without JavaScript. */
export function Command({ text }: { text: string }) {
  return (
    <pre
      tabIndex={0}
      class="max-w-full select-all overflow-x-auto rounded-control border bg-canvas px-3 py-2 text-left"
    ><code>{text}</code></pre>
  );
}
