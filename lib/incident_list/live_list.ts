/** One open list of incidents: follows the live stream by reading itself again, and changes incidents. */
import { batch, type ReadonlySignal, signal } from "@preact/signals";
import type { IncidentStatistics } from "@/lib/analytics/incident_statistics.ts";
import { getJson } from "@/lib/browser/api.ts";
import { createRefresher } from "@/lib/browser/refresher.ts";
import { createIncidentChanges, type IncidentChanges } from "@/lib/incident_list/changes.ts";
import type { IncidentListPage } from "@/lib/incident_list/service.ts";
import { readPageOrLast } from "@/lib/lists/live_page.ts";
import { pageLink, pageNumber, type PageParameters } from "@/lib/lists/page_link.ts";
import { subscribe } from "@/lib/live/browser/connection.ts";

/** Ages are told anew this often. */
const TICK_MS = 10_000;
/** What changes a list or what it is called: incidents, and clients that are renamed or deleted. */
const NEWS: readonly string[] = ["incident", "client", "resync"];

export interface IncidentListData extends IncidentListPage {
  statistics: IncidentStatistics;
}

export interface LiveIncidents {
  readonly data: ReadonlySignal<IncidentListData>;
  /** From 1. */
  readonly page: ReadonlySignal<number>;
  /** The moment the page is seen from, ISO 8601. */
  readonly now: ReadonlySignal<string>;
  readonly changes: IncidentChanges;
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
  const page = signal(pageNumber(api));
  const now = signal(seenAt);
  const refresher = createRefresher(readAgain, { delayMs: 250 });
  const changes = createIncidentChanges((changed) => {
    const incidents = data.value.incidents.map((other) =>
      other.id === changed.id ? { ...other, ...changed } : other
    );
    data.value = { ...data.value, incidents };
    refresher.request();
  });

  async function readAgain(): Promise<void> {
    const { days } = data.value.statistics;
    const [{ found: { incidents, total }, page: shown }, statistics] = await Promise.all([
      readPageOrLast(
        (number) => getJson<IncidentListPage>(`/incidents${pageLink(api, { page: String(number) })}`),
        { page: page.value, pageSize: Number(api.limit) },
      ),
      getJson<IncidentStatistics>(`/analytics/incidents?days=${days}`),
    ]);
    batch(() => {
      data.value = { incidents, total, statistics };
      page.value = shown;
      tick();
    });
  }

  function tick(): void {
    now.value = new Date().toISOString();
  }

  return {
    data,
    page,
    now,
    changes,
    refresh: () => refresher.request(),
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
