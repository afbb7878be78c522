/** One open page of a client: follows the client's events by reading it again, and changes its incidents. */
import { type ReadonlySignal, signal } from "@preact/signals";
import { ApiError, getJson, sendJson } from "@/lib/browser/api.ts";
import { createRefresher } from "@/lib/browser/refresher.ts";
import { createIncidentChanges, type IncidentChanges } from "@/lib/incident_list/changes.ts";
import type { ClientDetail } from "@/lib/client_detail/service.ts";
import { subscribe } from "@/lib/live/browser/connection.ts";
import { clientTopic } from "@/lib/live/topics.ts";
import type { Severity } from "@/lib/scoring/types.ts";

/** Ages on the page are told anew this often. */
const TICK_MS = 10_000;
export interface ClientPage {
  readonly client: ReadonlySignal<ClientDetail>;
  /** The moment the page is seen from, ISO 8601. */
  readonly now: ReadonlySignal<string>;
  /** The client was deleted; what is shown is how it was last. */
  readonly gone: ReadonlySignal<boolean>;
  readonly changes: IncidentChanges;
  /** Whether a new incident is on its way. */
  readonly reporting: ReadonlySignal<boolean>;
  /** Why the last report was not stored. */
  readonly refused: ReadonlySignal<ApiError | null>;
  /** Resolves to whether it was stored; if not, `refused` says why. */
  reportIncident(report: { title: string; severity: Severity }): Promise<boolean>;
  /** Follows the stream from that position until the returned function is called. Browser only. */
  follow(after: string): () => void;
}

export function createClientPage(initial: ClientDetail, seenAt: string): ClientPage {
  const client = signal(initial);
  const now = signal(seenAt);
  const gone = signal(false);
  const reporting = signal(false);
  const refused = signal<ApiError | null>(null);
  const refresher = createRefresher(readAgain);
  const changes = createIncidentChanges((changed) => {
    const incidents = client.value.incidents.map((other) => other.id === changed.id ? changed : other);
    client.value = { ...client.value, incidents };
    refresher.request();
  });

  async function readAgain(): Promise<void> {
    try {
      client.value = await getJson<ClientDetail>(`/clients/${initial.id}`);
      tick();
    } catch (error) {
      if (!(error instanceof ApiError) || !error.isMissing) throw error;
      gone.value = true;
    }
  }

  function tick(): void {
    now.value = new Date().toISOString();
  }

  async function reportIncident(report: { title: string; severity: Severity }): Promise<boolean> {
    if (reporting.value) return false;
    reporting.value = true;
    refused.value = null;
    try {
      await sendJson("POST", "/incidents", { clientId: initial.id, ...report });
      refresher.request();
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      refused.value = error;
      return false;
    } finally {
      reporting.value = false;
    }
  }

  return {
    client,
    now,
    gone,
    changes,
    refused,
    reporting,
    reportIncident,
    follow(after) {
      tick();
      const timer = setInterval(() => {
        tick();
        // A score that came out the same is not told: whether it is stale is looked up before it is said for long.
        if ((client.value.health?.staleFrom ?? now.value) < now.value) refresher.request();
      }, TICK_MS);
      const unsubscribe = subscribe([clientTopic(initial.id)], { after }, () => refresher.request());
      return () => {
        unsubscribe();
        refresher.stop();
        clearInterval(timer);
      };
    },
  };
}
