import type { ComponentChildren } from "preact";
import { ProgressBar } from "@/components/ui/BarRow.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import type { Progress } from "@/lib/simulation/panel.ts";

interface ActionRowProps {
  progress: Progress | null;
  /** What happens when nothing is under way: said in the report's place. */
  idle?: string | null;
  /** The button. */
  children: ComponentChildren;
}

/** A button and, beside it where there is room, how what it asked for goes. */
export function ActionRow({ progress, idle = null, children }: ActionRowProps) {
  return (
    <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
      {children}
      <div class="flex min-w-44 flex-1 flex-col justify-center gap-1 text-13">
        <p role="status" class="text-ink-2">
          {progress?.state === "running" && progress.text}
          {progress?.state === "done" && (
            <span class="inline-flex items-center gap-2">
              <Icon name="check" class="text-healthy" />
              {progress.text}
            </span>
          )}
        </p>
        {!progress && idle && <p class="text-ink-2">{idle}</p>}
        {progress?.state === "failed" && <p role="alert" class="text-critical">{progress.text}</p>}
        {progress?.state === "running" && progress.share !== null && <ProgressBar share={progress.share} />}
      </div>
    </div>
  );
}
