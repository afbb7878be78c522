/** One open list of incidents: follows the live stream by reading itself again, and changes incidents. */
import { batch, type ReadonlySignal, signal } from "@preact/signals";
import type { IncidentStatistics } from "@/lib/analytics/incident_statistics.ts";
import { ApiError, failureSentence, getJson, sendJson } from "@/lib/browser/api.ts";
import { createRefresher } from "@/lib/browser/refresher.ts";
import type { IncidentListPage } from "@/lib/incident_list/service.ts";
import { statusWord } from "@/lib/incident_list/words.ts";
import type { IncidentView, NamedIncidentView } from "@/lib/incidents/view.ts";
import { pageLink, type PageParameters } from "@/lib/lists/page_link.ts";
import { subscribe } from "@/lib/live/browser/connection.ts";
import type { IncidentStatus } from "@/lib/scoring/types.ts";

/** Ages are told anew this often. */
const TICK_MS = 10_000;
/** What changes a list or what it is called: incidents, and clients that are renamed or deleted. */
const NEWS: readonly string[] = ["incident", "client", "resync"];

export interface IncidentListData extends IncidentListPage {
  statistics: IncidentStatistics;
}

export interface LiveIncidents {
  readonly data: ReadonlySignal<IncidentListData>;
  /** The moment the page is seen from, ISO 8601. */
  readonly now: ReadonlySignal<string>;
  /** Ids of incidents that are being changed. */
  readonly sending: ReadonlySignal<ReadonlySet<string>>;
  /** What was done last, or why it was not. */
  readonly word: ReadonlySignal<{ text: string; failed: boolean } | null>;
  change(incident: NamedIncidentView, status: IncidentStatus): Promise<void>;
  /** Follows the stream from that position until the returned function is called. Browser only. */
  follow(after: string): () => void;
  /** Reads the list again: something was done that it may show. */
  refresh(): void;
}

/** @param api what the list asks for, as the API takes it */
export function createLiveIncidents(
  initial: IncidentListData,
  api: PageParameters,
  seenAt: string,
): LiveIncidents {
  const data = signal(initial);
  const now = signal(seenAt);
  const sending = signal<ReadonlySet<string>>(new Set());
  const word = signal<{ text: string; failed: boolean } | null>(null);
  const refresher = createRefresher(readAgain, { delayMs: 250 });

  async function readAgain(): Promise<void> {
    const { days } = data.value.statistics;
    const [{ incidents, total }, statistics] = await Promise.all([
      getJson<IncidentListPage>(`/incidents${pageLink({}, api)}`),
      getJson<IncidentStatistics>(`/analytics/incidents?days=${days}`),
    ]);
    batch(() => {
      data.value = { incidents, total, statistics };
      tick();
    });
  }

  function tick(): void {
    now.value = new Date().toISOString();
  }

  return {
    data,
    now,
    sending,
    word,
    refresh: () => refresher.request(),
    async change(incident, status) {
      const { id, title } = incident;
      if (sending.value.has(id)) return;
      sending.value = new Set([...sending.value, id]);
      word.value = null;
      try {
        const changed = await sendJson<IncidentView>("PATCH", `/incidents/${id}`, { status });
        const incidents = data.value.incidents.map((other) =>
          other.id === id ? { ...other, ...changed } : other
        );
        data.value = { ...data.value, incidents };
        word.value = {
          text: `“${title}” is ${status === "open" ? "open again" : statusWord(status)}`,
          failed: false,
        };
        refresher.request();
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        word.value = { text: failureSentence(`“${title}” was not changed`, error), failed: true };
      } finally {
        sending.value = new Set([...sending.value].filter((other) => other !== id));
      }
    },
    follow(after) {
      tick();
      const timer = setInterval(tick, TICK_MS);
      const unsubscribe = subscribe(["overview"], { after }, ({ event }) => {
        if (NEWS.includes(event)) refresher.request();
      });
      return () => {
        unsubscribe();
        refresher.stop();
        clearInterval(timer);
      };
    },
  };
}
