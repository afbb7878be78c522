import { useRef } from "preact/hooks";
import { Button } from "@/components/ui/Button.tsx";
import type { IncidentChanges } from "@/lib/incident_list/changes.ts";

/** What was done last, with its Undo; it stays in sight at the bottom of the window, as the row may be gone. */
export function ChangeToast({ changes }: { changes: IncidentChanges }) {
  const root = useRef<HTMLDivElement>(null);
  const word = changes.word.value;
  const undo = word?.undo;
  return (
    <div ref={root} role="status" class="toast outline-none" tabIndex={-1}>
      {word && (
        <p
          class={`pointer-events-auto flex items-center gap-3 rounded-control border bg-raised px-4 py-2 text-13 shadow-float ${
            word.failed ? "border-critical text-critical" : "border-line-strong"
          }`}
        >
          <span class="min-w-0">{word.text}</span>
          {undo && (
            <Button
              onClick={() => {
                // The button goes with what it takes back.
                root.current?.focus();
                void undo();
              }}
            >
              Undo
            </Button>
          )}
        </p>
      )}
    </div>
  );
}
