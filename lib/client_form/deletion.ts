/** Deleting a client, said before it is done. Browser only but for the words. */
import { type ReadonlySignal, signal } from "@preact/signals";
import { ApiError, deleteJson, failureSentence, getJson } from "@/lib/browser/api.ts";
import type { ClientContents } from "@/lib/clients/view.ts";
import { formatQuantity } from "@/lib/format/number.ts";

/** "Delete Acme and its 12,480 events, 3 incidents, 2 notes, 400 days of history"; "Delete Acme, of which nothing is stored". */
export function deletionSentence(
  name: string,
  { events, incidents, notes, days }: ClientContents["contents"],
): string {
  const parts = [
    ...(events > 0 ? [formatQuantity(events, "event")] : []),
    ...(incidents > 0 ? [formatQuantity(incidents, "incident")] : []),
    ...(notes > 0 ? [formatQuantity(notes, "note")] : []),
    ...(days > 0 ? [`${formatQuantity(days, "day")} of history`] : []),
  ];
  return parts.length === 0
    ? `Delete ${name}, of which no data is stored`
    : `Delete ${name} and its ${parts.join(", ")}`;
}

export interface Deletion {
  /** What would go; `null` while it is being counted. */
  readonly contents: ReadonlySignal<ClientContents | null>;
  readonly notice: ReadonlySignal<string | null>;
  readonly deleting: ReadonlySignal<boolean>;
  count(): Promise<void>;
  /** Whether the client is gone now. */
  confirm(): Promise<boolean>;
}

export function createDeletion(clientId: string): Deletion {
  const contents = signal<ClientContents | null>(null);
  const notice = signal<string | null>(null);
  const deleting = signal(false);

  /** Runs what asks the API; `false`, and a word about it, when that fails. */
  async function attempt(ask: () => Promise<void>): Promise<boolean> {
    try {
      await ask();
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      notice.value = failureSentence("Nothing was deleted", error);
      if (error.status === 412) {
        contents.value = await getJson<ClientContents>(`/clients/${clientId}/contents`).catch(() => null);
        notice.value =
          "Someone else changed the client meanwhile, so nothing was deleted. Look again before you go on";
      }
      return false;
    }
  }

  return {
    contents,
    notice,
    deleting,
    async count() {
      notice.value = null;
      await attempt(async () => {
        contents.value = await getJson<ClientContents>(`/clients/${clientId}/contents`);
      });
    },
    async confirm() {
      const { value } = contents;
      if (!value || deleting.value) return false;
      deleting.value = true;
      notice.value = null;
      const gone = await attempt(async () => {
        await deleteJson(`/clients/${clientId}`, { version: value.version });
      });
      deleting.value = false;
      return gone;
    },
  };
}
