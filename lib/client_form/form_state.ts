/** One open form of a client: what is typed, what is wrong with it, and how it is saved. Browser only. */
import { batch, type ReadonlySignal, signal } from "@preact/signals";
import { ApiError, getJson, sendJson } from "@/lib/browser/api.ts";
import {
  changesSentence,
  type ClientField,
  type ClientFormFaults,
  type ClientFormValues,
  type EditableClient,
  emptyForm,
  faultsByField,
  formOf,
  rebased,
  toBody,
} from "@/lib/client_form/fields.ts";

const CHANGED_MEANWHILE = 412;

export interface ClientFormState {
  readonly values: ReadonlySignal<ClientFormValues>;
  readonly faults: ReadonlySignal<ClientFormFaults>;
  /** Something to say at the top of the form. */
  readonly notice: ReadonlySignal<string | null>;
  readonly saving: ReadonlySignal<boolean>;
  set(field: ClientField, value: string): void;
  /** The client as it was stored; `null` when it was not, and the form says why. */
  save(): Promise<EditableClient | null>;
}

/** @param client the one to change, as it was read; `null` for a new one */
export function createFormState(client: EditableClient | null): ClientFormState {
  let base = client && formOf(client);
  let version = client?.version;
  const values = signal(base ?? emptyForm(Intl.DateTimeFormat().resolvedOptions().timeZone));
  const faults = signal<ClientFormFaults>({});
  const notice = signal<string | null>(null);
  const saving = signal(false);

  async function send(body: Record<string, unknown>): Promise<EditableClient> {
    if (!client) return await sendJson("POST", "/clients", body);
    return await sendJson("PATCH", `/clients/${client.id}`, body, version === undefined ? {} : { version });
  }

  /** Puts what was typed on top of what the client has become. */
  async function takeOver(id: string): Promise<void> {
    const current = await getJson<EditableClient>(`/clients/${id}`);
    const theirs = formOf(current);
    const before = base ?? theirs;
    const { values: next, changes } = rebased({ base: before, typed: values.value, theirs });
    batch(() => {
      values.value = next;
      notice.value = changesSentence(current.name, changes);
    });
    base = theirs;
    version = current.version;
  }

  async function explain(error: ApiError): Promise<void> {
    if (error.status === CHANGED_MEANWHILE && client) {
      try {
        return await takeOver(client.id);
      } catch (failure) {
        if (!(failure instanceof ApiError)) throw failure;
        notice.value = failure.isMissing
          ? "The client has been deleted meanwhile, so it cannot be saved"
          : `Not saved: ${failure.message}`;
        return;
      }
    }
    const { fields, rest } = faultsByField(error.faults);
    batch(() => {
      faults.value = fields;
      notice.value = error.faults.length === 0 ? `Not saved: ${error.message}` : rest && `Not saved: ${rest}`;
    });
  }

  return {
    values,
    faults,
    notice,
    saving,
    set(field, value) {
      values.value = { ...values.value, [field]: value };
      if (faults.value[field]) faults.value = { ...faults.value, [field]: undefined };
    },
    async save() {
      if (saving.value) return null;
      const { body, faults: found } = toBody(values.value, base);
      batch(() => {
        notice.value = null;
        faults.value = found;
      });
      if (Object.keys(found).length > 0) return null;
      saving.value = true;
      try {
        return await send(body);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        await explain(error);
        return null;
      } finally {
        saving.value = false;
      }
    },
  };
}
