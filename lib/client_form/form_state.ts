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
  formOf,
  rebased,
  toBody,
} from "@/lib/client_form/fields.ts";
import { clientFaults, clientRefusal, renewalQuestion, type Typed } from "@/lib/client_form/faults.ts";
import { type FormFault, isFaultless } from "@/lib/forms/faults.ts";

const CHANGED_MEANWHILE = 412;

export interface ClientFormState {
  readonly values: ReadonlySignal<ClientFormValues>;
  readonly faults: ReadonlySignal<ClientFormFaults>;
  /** What is asked of the renewal before it is saved. */
  readonly question: ReadonlySignal<string | null>;
  /** Something to say at the top of the form. */
  readonly notice: ReadonlySignal<string | null>;
  readonly saving: ReadonlySignal<boolean>;
  set(field: ClientField, value: string): void;
  /** Answers the question: the renewal stays as it is. */
  keepRenewal(): void;
  /**
   * The client as it was stored; `null` when it was not, and the form says why, or asks.
   *
   * @param unfinished dates that were begun and not completed
   */
  save(unfinished: readonly ClientField[]): Promise<EditableClient | null>;
}

/** @param client the one to change, as it was read; `null` for a new one */
export function createFormState(client: EditableClient | null): ClientFormState {
  let base = client && formOf(client);
  let version = client?.version;
  const values = signal(base ?? emptyForm(Intl.DateTimeFormat().resolvedOptions().timeZone));
  const faults = signal<ClientFormFaults>({});
  const question = signal<string | null>(null);
  const notice = signal<string | null>(null);
  /** The renewal that was kept although it has passed. */
  let kept: string | null = null;
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
    const { fields, rest } = clientRefusal(error.faults);
    const taken = fields.externalId && await whoUses(values.value.externalId);
    batch(() => {
      faults.value = taken ? { ...fields, externalId: taken } : fields;
      notice.value = error.faults.length === 0 ? `Not saved: ${error.message}` : rest && `Not saved: ${rest}`;
    });
  }

  /** Another client that has this id of the user's own; `null` when there is none, or that cannot be known. */
  async function whoUses(externalId: string): Promise<FormFault | null> {
    const wanted = externalId.trim();
    if (wanted === "" || wanted === base?.externalId) return null;
    try {
      const user = await getJson<EditableClient>(`/clients/external:${encodeURIComponent(wanted)}`);
      return user.id === client?.id ? null : { client: user, words: "already uses this id" };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return null;
    }
  }

  /** Whether what is typed can be sent; if not, everything that is wrong is shown, and what is to be asked. */
  async function isReady(typed: Typed): Promise<boolean> {
    const found = clientFaults(typed);
    const asked = typed.values.renewsAt === kept ? null : renewalQuestion(typed);
    // Only the API knows this one. It is told together with the others, or by the refusal.
    const taken = isFaultless(found) ? null : await whoUses(typed.values.externalId);
    batch(() => {
      notice.value = null;
      faults.value = taken ? { ...found, externalId: taken } : found;
      question.value = asked;
    });
    return isFaultless(found) && asked === null;
  }

  return {
    values,
    faults,
    question,
    notice,
    saving,
    set(field, value) {
      values.value = { ...values.value, [field]: value };
      if (faults.value[field]) {
        const { [field]: _mended, ...others } = faults.value;
        faults.value = others;
      }
      if (field === "renewsAt" || field === "status") question.value = null;
    },
    keepRenewal() {
      kept = values.value.renewsAt;
      question.value = null;
    },
    async save(unfinished) {
      if (saving.value) return null;
      saving.value = true;
      try {
        const now = new Date().toISOString();
        if (!await isReady({ values: values.value, base, now, unfinished })) return null;
        return await send(toBody(values.value, base));
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
