import type { InputHTMLAttributes } from "preact";
import { describedBy, Field, FIELD_CLASS } from "@/components/ui/Field.tsx";
import { type ClientField, FIELD_LABELS } from "@/lib/client_form/fields.ts";
import type { ClientFormState } from "@/lib/client_form/form_state.ts";
import { CLIENT_STATUSES, CURRENT_STATUSES } from "@/lib/clients/statuses.ts";

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
  const { status } = form.values.value;
  const gone = !CURRENT_STATUSES.some((current) => current === status);
  const part = { form, id };
  return (
    <div class="grid gap-4 sm:grid-cols-2">
      <TextField {...part} field="name" autofocus />
      <TextField {...part} field="externalId" hint="How your systems name it; ours if left empty" />
      <TextField {...part} field="plan" offers={choices.plans} hint="“Standard” if left empty" />
      <TextField {...part} field="industry" offers={choices.industries} />
      <div class="grid grid-cols-[minmax(0,1fr)_7rem] gap-2">
        <TextField {...part} field="mrr" inputMode="decimal" hint="A month" />
        <SelectField {...part} field="currency" options={Intl.supportedValuesOf("currency")} />
      </div>
      <TextField {...part} field="owner" offers={choices.owners} />
      <TextField {...part} field="renewsAt" type="date" />
      <TextField {...part} field="startedAt" type="date" hint="Today if left empty" />
      <SelectField {...part} field="status" options={CLIENT_STATUSES} />
      {gone && <TextField {...part} field="endedOn" type="date" hint="Today if left empty" />}
      <TextField
        {...part}
        field="timezone"
        offers={Intl.supportedValuesOf("timeZone")}
        hint="Decides what a day is for this client"
      />
      <TextField {...part} field="tags" hint="Separated by commas" />
    </div>
  );
}

interface PartProps {
  form: ClientFormState;
  id: string;
  field: ClientField;
}

type TextProps =
  & PartProps
  & Pick<InputHTMLAttributes<HTMLInputElement>, "type" | "inputMode" | "autofocus">
  & {
    hint?: string;
    offers?: readonly string[];
  };

function TextField({ form, id, field, hint, offers, type = "text", ...input }: TextProps) {
  const inputId = `${id}-${field}`;
  const fault = form.faults.value[field];
  return (
    <Field id={inputId} label={FIELD_LABELS[field]} fault={fault} {...(hint ? { hint } : {})}>
      <input
        id={inputId}
        name={field}
        type={type}
        class={FIELD_CLASS}
        autocomplete="off"
        value={form.values.value[field]}
        onInput={(event) => form.set(field, event.currentTarget.value)}
        aria-invalid={fault ? "true" : undefined}
        aria-describedby={fault || hint ? describedBy(inputId) : undefined}
        list={offers ? `${inputId}-offers` : undefined}
        {...input}
      />
      {offers && (
        <datalist id={`${inputId}-offers`}>
          {offers.map((offer) => <option key={offer} value={offer} />)}
        </datalist>
      )}
    </Field>
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
        aria-invalid={fault ? "true" : undefined}
        aria-describedby={fault ? describedBy(inputId) : undefined}
      >
        {options.map((option) => (
          <option key={option} value={option} selected={option === value}>{option.replace("_", " ")}</option>
        ))}
      </select>
    </Field>
  );
}
