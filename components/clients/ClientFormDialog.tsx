import { useEffect, useId, useMemo } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { ClientFormFields, type FormChoices } from "@/components/clients/ClientFormFields.tsx";
import { Button } from "@/components/ui/Button.tsx";
import { FormSummary } from "@/components/ui/Field.tsx";
import { Dialog } from "@/components/ui/Dialog.tsx";
import { SkeletonList } from "@/components/ui/Skeleton.tsx";
import { ApiError, getJson } from "@/lib/browser/api.ts";
import { focusFirstFault, unfinishedFields } from "@/lib/browser/form_focus.ts";
import { CLIENT_FIELDS, type EditableClient, FIELD_LABELS } from "@/lib/client_form/fields.ts";
import { createFormState } from "@/lib/client_form/form_state.ts";
import { faultSummary } from "@/lib/forms/faults.ts";

interface ClientFormDialogProps {
  /** The client to change; `null` for a new one. */
  client: { id: string; name: string } | null;
  choices: FormChoices;
  onClose: () => void;
  onSaved: (client: EditableClient) => void;
}

/** Creates or changes a client. One to change is read first, so that what is changed is what is there. */
export function ClientFormDialog({ client, choices, onClose, onSaved }: ClientFormDialogProps) {
  const read = useSignal<EditableClient | null>(null);
  const fault = useSignal<string | null>(null);
  useEffect(() => {
    if (!client) return;
    getJson<EditableClient>(`/clients/${client.id}`).then((value) => read.value = value, (error) => {
      if (!(error instanceof ApiError)) throw error;
      fault.value = error.message;
    });
  }, []);
  return (
    <Dialog title={client ? `Edit ${client.name}` : "New client"} wide onClose={onClose}>
      {(close) => {
        if (client === null || read.value) {
          return <Form client={read.value} choices={choices} close={close} onSaved={onSaved} />;
        }
        return (
          <div class="mt-4 flex flex-col gap-4">
            {fault.value === null
              ? <SkeletonList rows={6} />
              : <p role="alert" class="text-critical">Cannot read the client: {fault.value}</p>}
            <div class="flex justify-end">
              <Button onClick={close}>Cancel</Button>
            </div>
          </div>
        );
      }}
    </Dialog>
  );
}

interface FormProps {
  client: EditableClient | null;
  choices: FormChoices;
  close: () => void;
  onSaved: (client: EditableClient) => void;
}

function Form({ client, choices, close, onSaved }: FormProps) {
  const form = useMemo(() => createFormState(client), []);
  const id = useId();
  const saving = form.saving.value;

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const element = event.currentTarget;
    if (!(element instanceof HTMLFormElement)) return;
    const unfinished = unfinishedFields(element);
    const saved = await form.save(CLIENT_FIELDS.filter((field) => unfinished.includes(field)));
    if (saved) {
      close();
      onSaved(saved);
    } else focusFirstFault(element);
  }

  return (
    <form onSubmit={submit} noValidate class="mt-4 flex flex-col gap-4">
      {form.notice.value && (
        <p role="alert" class="rounded-control border border-critical bg-critical-tint px-3 py-2 text-13">
          {form.notice.value}.
        </p>
      )}
      <ClientFormFields form={form} id={id} choices={choices} />
      <FormSummary words={faultSummary(form.faults.value, FIELD_LABELS, "Not saved yet")} />
      <div class="flex justify-end gap-2">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" tone="primary" disabled={saving}>
          {saving ? "Saving" : client ? "Save changes" : "Create client"}
        </Button>
      </div>
    </form>
  );
}
