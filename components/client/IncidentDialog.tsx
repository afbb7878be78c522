import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { Button } from "@/components/ui/Button.tsx";
import { SEVERITIES, type Severity } from "@/lib/scoring/types.ts";

export interface IncidentReport {
  title: string;
  severity: Severity;
}

interface IncidentDialogProps {
  /** In "Report an incident of …"; left out where the form asks for the client. */
  clientName?: string;
  /** Fields before the others. */
  children?: ComponentChildren;
  sending: boolean;
  /** Why the last attempt failed, in words. */
  fault: string | null;
  /** Resolves to whether it was stored: then the dialog closes. Gets what was typed into the fields before, too. */
  onReport: (report: IncidentReport, given: FormData) => Promise<boolean>;
}

const TITLE = "report-incident";
const FIELD =
  "w-full rounded-control border border-line-strong bg-surface px-3 text-14 text-ink h-9 coarse:h-11";

/** A button and the dialog it opens: one incident, its title and how bad it is. */
export function IncidentDialog({ clientName, children, sending, fault, onReport }: IncidentDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const form = event.currentTarget;
    const given = new FormData(form);
    const severity = SEVERITIES.find((known) => known === given.get("severity"));
    if (!severity || !await onReport({ title: String(given.get("title")), severity }, given)) return;
    form.reset();
    dialog.current?.close();
  }

  return (
    <>
      <Button onClick={() => dialog.current?.showModal()}>Report incident</Button>
      <dialog ref={dialog} class="dialog text-14 text-ink" aria-labelledby={TITLE}>
        <form onSubmit={submit} class="flex flex-col gap-4">
          <h2 id={TITLE} class="text-16 font-semibold">
            Report an incident{clientName && ` of ${clientName}`}
          </h2>
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
            <Button onClick={() => dialog.current?.close()}>Cancel</Button>
            <Button type="submit" tone="primary" disabled={sending}>
              {sending ? "Reporting" : "Report incident"}
            </Button>
          </div>
        </form>
      </dialog>
    </>
  );
}
