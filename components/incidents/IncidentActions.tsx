import { Button } from "@/components/ui/Button.tsx";
import type { ChangedIncident, IncidentChanges } from "@/lib/incident_list/changes.ts";
import type { IncidentStatus } from "@/lib/scoring/types.ts";

interface IncidentActionsProps {
  incident: ChangedIncident;
  changes: IncidentChanges;
  /** Whether somebody can also say that an open one is looked into. */
  investigable?: boolean;
}

/** What a button asks for, and what it says when that is done. */
const WORDS: Record<IncidentStatus, { ask: string; done: string }> = {
  open: { ask: "Reopen", done: "Reopened" },
  investigating: { ask: "Investigate", done: "Investigating" },
  resolved: { ask: "Resolve", done: "Resolved" },
};

/**
 * What can be done with an incident. A button that was pressed stays, says what it did and does nothing more until it is
 * left, so that a double-click does one thing.
 */
export function IncidentActions({ incident, changes, investigable = false }: IncidentActionsProps) {
  const { id, status } = incident;
  const settle = () => changes.settle(id);
  return (
    <span
      class="inline-flex justify-end gap-2"
      onPointerLeave={({ pointerType }) => pointerType === "mouse" && settle()}
      onFocusOut={settle}
    >
      {investigable && (
        <Action
          key="first"
          asks={status === "open" ? "investigating" : null}
          {...{ incident, changes }}
          first
        />
      )}
      <Action key="second" asks={status === "resolved" ? "open" : "resolved"} {...{ incident, changes }} />
    </span>
  );
}

interface ActionProps extends Pick<IncidentActionsProps, "incident" | "changes"> {
  /** `null`: nothing. */
  asks: IncidentStatus | null;
  /** The one that investigates. */
  first?: boolean;
}

function Action({ incident, changes, asks, first = false }: ActionProps) {
  const done = changes.done.value.get(incident.id);
  const pressed = done !== undefined && (done === "investigating") === first ? done : null;
  const wanted = pressed ?? asks;
  if (wanted === null) return null;
  const disabled = pressed !== null || changes.sending.value.has(incident.id);
  return (
    <Button
      aria-disabled={disabled}
      tone={pressed === null ? "quiet" : "done"}
      onClick={() => void (disabled || changes.change(incident, wanted))}
    >
      {WORDS[wanted][pressed === null ? "ask" : "done"]}
      <span class="sr-only">{incident.title}</span>
    </Button>
  );
}
