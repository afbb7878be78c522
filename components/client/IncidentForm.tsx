import { useSignal } from "@preact/signals";
import { Button } from "@/components/ui/Button.tsx";
import { Dialog } from "@/components/ui/Dialog.tsx";
import { Field, FIELD_CLASS, FormSummary, noted, TextField } from "@/components/ui/Field.tsx";
import type { ApiError } from "@/lib/browser/api.ts";
import { focusFirstFault } from "@/lib/browser/form_focus.ts";
import { faultSummary, type FormFault, type FormFaults, isFaultless } from "@/lib/forms/faults.ts";
import { isolated } from "@/lib/format/words.ts";
import {
  INCIDENT_LABELS,
  incidentFaults,
  type IncidentField,
  incidentRefusal,
} from "@/lib/incident_form/faults.ts";
import { SEVERITIES, type Severity } from "@/lib/scoring/types.ts";

export interface IncidentReport {
  title: string;
  severity: Severity;
}

/** How the form asks whose incident it is. */
export interface ClientQuestion {
  /** Names to choose from while typing. */
  offers: readonly string[];
  onInput: (text: string) => void;
  /** Finds the client that is meant; otherwise says what is wrong. */
  check: (text: string) => Promise<FormFault | null>;
}

export interface IncidentFormProps {
  /** In "Report an incident of …"; left out where the form asks for the client. */
  clientName?: string;
  client?: ClientQuestion;
  sending: boolean;
  /** Why the last attempt failed. */
  refused: Pick<ApiError, "faults" | "message"> | null;
  /** Resolves to whether it was stored: then the dialog closes. */
  onReport: (report: IncidentReport) => Promise<boolean>;
  onClose: () => void;
}

/** The dialog that asks for one incident: its title and how bad it is. */
export function IncidentForm({ clientName, client, sending, refused, onReport, onClose }: IncidentFormProps) {
  /** Of what is typed; `null` when that was sent, and the answer says what is wrong. */
  const found = useSignal<FormFaults<IncidentField> | null>(null);
  const refusal = refused && incidentRefusal(refused);
  const faults = found.value ?? refusal?.fields ?? {};

  async function submit(event: SubmitEvent, close: () => void): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement)) return;
    const given = new FormData(form);
    const title = String(given.get("title"));
    const named = client ? String(given.get("client")).trim() : null;
    const severity = SEVERITIES.find((known) => known === given.get("severity")) ?? "high";
    const unknown = named ? await client?.check(named) : null;
    const typed = { ...incidentFaults({ client: named, title }), ...(unknown ? { client: unknown } : {}) };
    found.value = isFaultless(typed) ? null : typed;
    if (found.value === null && await onReport({ title, severity })) close();
    else focusFirstFault(form);
  }

  return (
    <Dialog title={`Report an incident${clientName ? ` of ${isolated(clientName)}` : ""}`} onClose={onClose}>
      {(close) => (
        <form onSubmit={(event) => submit(event, close)} noValidate class="mt-4 flex flex-col gap-4">
          {client && (
            <TextField
              id="incident-client"
              name="client"
              label={INCIDENT_LABELS.client}
              placeholder="Name or id"
              offers={client.offers}
              fault={faults.client}
              onInput={(event) => client.onInput(event.currentTarget.value)}
            />
          )}
          <TextField
            id="incident-title"
            name="title"
            label={INCIDENT_LABELS.title}
            placeholder="API answers 500"
            fault={faults.title}
          />
          <Field id="incident-severity" label={INCIDENT_LABELS.severity} fault={faults.severity}>
            <select
              id="incident-severity"
              name="severity"
              class={FIELD_CLASS}
              {...noted({ id: "incident-severity", fault: faults.severity })}
            >
              {SEVERITIES.map((severity) => (
                <option key={severity} value={severity} selected={severity === "high"}>{severity}</option>
              ))}
            </select>
          </Field>
          <FormSummary
            words={faultSummary(faults, INCIDENT_LABELS, "Not reported yet") ??
              (refusal?.rest ? `Not reported: ${refusal.rest}` : null)}
          />
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
