/** What people do to the incidents of an open page, and how it went. */
import { batch, type ReadonlySignal, signal } from "@preact/signals";
import { ApiError, failureSentence, sendJson } from "@/lib/browser/api.ts";
import { statusWord } from "@/lib/incident_list/words.ts";
import type { IncidentView } from "@/lib/incidents/view.ts";
import type { IncidentStatus } from "@/lib/scoring/types.ts";

export type ChangedIncident = Pick<IncidentView, "id" | "title" | "status">;

export interface ChangeWord {
  text: string;
  failed: boolean;
  /** What takes it back; `null` where there is nothing to take back. */
  undo: (() => Promise<void>) | null;
}

export interface IncidentChanges {
  /** Ids of incidents that are being changed. */
  readonly sending: ReadonlySignal<ReadonlySet<string>>;
  /** Ids of incidents whose button was pressed and has not been left since, and what it did. */
  readonly done: ReadonlySignal<ReadonlyMap<string, IncidentStatus>>;
  /** What was done last, or why it was not. */
  readonly word: ReadonlySignal<ChangeWord | null>;
  change(incident: ChangedIncident, status: IncidentStatus): Promise<void>;
  /** The button was left: what it says next can be pressed. */
  settle(id: string): void;
}

/** @param onChanged gets the incident as it is stored now */
export function createIncidentChanges(onChanged: (incident: IncidentView) => void): IncidentChanges {
  const sending = signal<ReadonlySet<string>>(new Set());
  const done = signal<ReadonlyMap<string, IncidentStatus>>(new Map());
  const word = signal<ChangeWord | null>(null);

  function settle(id: string): void {
    if (done.value.has(id)) done.value = new Map([...done.value].filter(([other]) => other !== id));
  }

  async function send(incident: ChangedIncident, status: IncidentStatus): Promise<boolean> {
    const { id, title } = incident;
    if (sending.value.has(id)) return false;
    sending.value = new Set([...sending.value, id]);
    word.value = null;
    try {
      for (const step of stepsTo(status, incident.status)) {
        onChanged(await sendJson<IncidentView>("PATCH", `/incidents/${id}`, { status: step }));
      }
      const text = `“${title}” is ${status === "open" ? "open again" : statusWord(status)}`;
      word.value = { text, failed: false, undo: null };
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const text = failureSentence(`“${title}” was not changed`, error);
      word.value = { text, failed: true, undo: null };
      return false;
    } finally {
      sending.value = new Set([...sending.value].filter((other) => other !== id));
    }
  }

  async function undo(incident: ChangedIncident, back: IncidentStatus): Promise<void> {
    settle(incident.id);
    await send(incident, back);
  }

  return {
    sending,
    done,
    word,
    settle,
    async change(incident, status) {
      const { id, status: before } = incident;
      if (done.value.has(id) || !await send(incident, status)) return;
      batch(() => {
        done.value = new Map([...done.value, [id, status]]);
        if (word.value) word.value = { ...word.value, undo: () => undo({ ...incident, status }, before) };
      });
    },
  };
}

/** What was resolved is opened before it is investigated again: the API asks for that. */
function stepsTo(status: IncidentStatus, from: IncidentStatus): IncidentStatus[] {
  return from === "resolved" && status === "investigating" ? ["open", status] : [status];
}
