import type { ComponentChildren } from "preact";
import { Icon } from "@/components/ui/Icon.tsx";

interface ErrorStateProps {
  title: string;
  /** What happened and what was kept. */
  children: ComponentChildren;
  action?: ComponentChildren;
  /** To quote when asking for help. */
  requestId?: string;
}

export function ErrorState({ title, children, action, requestId }: ErrorStateProps) {
  return (
    <div class="flex flex-col items-start gap-3 px-4 py-8" role="alert">
      <p class="flex items-center gap-2 text-16 font-semibold">
        <Icon name="incidents" />
        {title}
      </p>
      <p class="max-w-prose text-ink-2">{children}</p>
      {action}
      {requestId && <p class="text-12 text-ink-3">Request {requestId}</p>}
    </div>
  );
}
