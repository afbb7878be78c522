import type { ComponentChildren, InputHTMLAttributes } from "preact";
import { Button } from "@/components/ui/Button.tsx";
import { Field, FIELD_CLASS, noted, TextField } from "@/components/ui/Field.tsx";
import { type ClientField, FIELD_LABELS, isGone } from "@/lib/client_form/fields.ts";
import type { ClientFormState } from "@/lib/client_form/form_state.ts";
import { CLIENT_STATUSES } from "@/lib/clients/statuses.ts";

/** What has been used before, offered while typing. */
export interface FormChoices {
  plans: readonly string[];
  industries: readonly string[];
  owners: readonly string[];
}

interface FieldsProps {
  form: ClientFormState;
  /** Makes the ids of the inputs unique on the page. */
  id: string;
  choices: FormChoices;
}

/** Every field of a client, with what is wrong beside it. */
export function ClientFormFields({ form, id, choices }: FieldsProps) {
  const part = { form, id };
  function keepRenewal(button: HTMLButtonElement): void {
    form.keepRenewal();
    // At once: with the question the button goes, and with it what it would have sent by itself.
    button.form?.requestSubmit();
  }

  const renewal = form.question.value && (
    <span class="flex flex-wrap items-center gap-2">
      {form.question.value}
      <Button onClick={(event) => keepRenewal(event.currentTarget)}>Keep it</Button>
    </span>
  );
  return (
    <div class="grid gap-4 sm:grid-cols-2">
      <ClientInput {...part} field="name" autofocus />
      <ClientInput {...part} field="externalId" hint="How your systems name it; ours if left empty" />
      <ClientInput {...part} field="plan" offers={choices.plans} hint="“Standard” if left empty" />
      <ClientInput {...part} field="industry" offers={choices.industries} />
      <div class="grid grid-cols-[minmax(0,1fr)_7rem] gap-2">
        <ClientInput {...part} field="mrr" inputMode="decimal" hint="A month; 0 if left empty" />
        <SelectField {...part} field="currency" options={Intl.supportedValuesOf("currency")} />
      </div>
      <ClientInput {...part} field="owner" offers={choices.owners} />
      <ClientInput {...part} field="renewsAt" type="date" question={renewal} />
      <ClientInput {...part} field="startedAt" type="date" hint="Today if left empty" />
      <SelectField {...part} field="status" options={CLIENT_STATUSES} />
      {isGone(form.values.value) && (
        <ClientInput {...part} field="endedOn" type="date" hint="Today if left empty" />
      )}
      <ClientInput
        {...part}
        field="timezone"
        offers={Intl.supportedValuesOf("timeZone")}
        hint="Decides what a day is for this client; UTC if left empty"
      />
      <ClientInput {...part} field="tags" hint="Separated by commas" />
    </div>
  );
}

interface PartProps {
  form: ClientFormState;
  id: string;
  field: ClientField;
}

type ClientInputProps =
  & PartProps
  & Pick<InputHTMLAttributes<HTMLInputElement>, "type" | "inputMode" | "autofocus">
  & { hint?: string; offers?: readonly string[]; question?: ComponentChildren };

function ClientInput({ form, id, field, question, ...shown }: ClientInputProps) {
  return (
    <TextField
      id={`${id}-${field}`}
      name={field}
      label={FIELD_LABELS[field]}
      fault={form.faults.value[field]}
      question={question}
      data-asked={question ? "" : undefined}
      value={form.values.value[field]}
      onInput={(event) => form.set(field, event.currentTarget.value)}
      {...shown}
    />
  );
}

function SelectField({ form, id, field, options }: PartProps & { options: readonly string[] }) {
  const inputId = `${id}-${field}`;
  const fault = form.faults.value[field];
  const value = form.values.value[field];
  return (
    <Field id={inputId} label={FIELD_LABELS[field]} fault={fault}>
      <select
        id={inputId}
        name={field}
        class={FIELD_CLASS}
        onChange={(event) => form.set(field, event.currentTarget.value)}
        {...noted({ id: inputId, fault })}
      >
        {options.map((option) => (
          <option key={option} value={option} selected={option === value}>{option.replace("_", " ")}</option>
        ))}
      </select>
    </Field>
  );
}
