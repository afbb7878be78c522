import type { ComponentChildren } from "preact";
import { Button } from "@/components/ui/Button.tsx";
import { Dialog } from "@/components/ui/Dialog.tsx";
import { isolated } from "@/lib/format/words.ts";
import { SEVERITIES, type Severity } from "@/lib/scoring/types.ts";

export interface IncidentReport {
  title: string;
  severity: Severity;
}

export interface IncidentFormProps {
  /** In "Report an incident of …"; left out where the form asks for the client. */
  clientName?: string;
  /** Fields before the others. */
  children?: ComponentChildren;
  sending: boolean;
  /** Why the last attempt failed, in words. */
  fault: string | null;
  /** Resolves to whether it was stored: then the dialog closes. Gets what was typed into the fields before, too. */
  onReport: (report: IncidentReport, given: FormData) => Promise<boolean>;
  onClose: () => void;
}

const FIELD =
  "w-full rounded-control border border-line-strong bg-surface px-3 text-14 text-ink h-9 coarse:h-11";

/** The dialog that asks for one incident: its title and how bad it is. */
export function IncidentForm({ clientName, children, sending, fault, onReport, onClose }: IncidentFormProps) {
  async function submit(event: SubmitEvent, close: () => void): Promise<void> {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const given = new FormData(event.currentTarget);
    const severity = SEVERITIES.find((known) => known === given.get("severity"));
    if (severity && await onReport({ title: String(given.get("title")), severity }, given)) close();
  }

  return (
    <Dialog title={`Report an incident${clientName ? ` of ${isolated(clientName)}` : ""}`} onClose={onClose}>
      {(close) => (
        <form onSubmit={(event) => submit(event, close)} class="mt-4 flex flex-col gap-4">
          {children}
          <label class="flex flex-col gap-1">
            <span class="text-13 text-ink-2">What happened</span>
            <input
              name="title"
              required
              maxLength={200}
              autocomplete="off"
              placeholder="API answers 500"
              class={FIELD}
            />
          </label>
          <label class="flex flex-col gap-1">
            <span class="text-13 text-ink-2">How bad it is</span>
            <select name="severity" class={FIELD}>
              {SEVERITIES.map((severity) => (
                <option key={severity} value={severity} selected={severity === "high"}>{severity}</option>
              ))}
            </select>
          </label>
          {fault && <p role="alert" class="text-13 text-critical">{fault}</p>}
          <div class="flex justify-end gap-2">
            <Button onClick={close}>Cancel</Button>
            <Button type="submit" tone="primary" disabled={sending}>
              {sending ? "Reporting" : "Report incident"}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
