/** One open page of a client: follows the client's events by reading it again, and changes its incidents. */
import { type ReadonlySignal, signal } from "@preact/signals";
import { ApiError, getJson, sendJson } from "@/lib/browser/api.ts";
import { createRefresher } from "@/lib/browser/refresher.ts";
import type { ClientDetail } from "@/lib/client_detail/service.ts";
import { subscribe } from "@/lib/live/browser/connection.ts";
import { clientTopic } from "@/lib/live/topics.ts";
import type { Severity } from "@/lib/scoring/types.ts";

/** Ages on the page are told anew this often. */
const TICK_MS = 10_000;
/** Stands for the incident that is being reported, which has no id yet. */
const NEW_INCIDENT = "new";

export interface ClientPage {
  readonly client: ReadonlySignal<ClientDetail>;
  /** The moment the page is seen from, ISO 8601. */
  readonly now: ReadonlySignal<string>;
  /** The client was deleted; what is shown is how it was last. */
  readonly gone: ReadonlySignal<boolean>;
  /** Whether a change of this incident is on its way. */
  isSending(incidentId: string): boolean;
  /** Whether a new incident is on its way. */
  readonly reporting: boolean;
  /** Why the last change failed. */
  readonly fault: ReadonlySignal<Fault | null>;
  /** Resolves to whether it was stored; if not, `fault` says why. */
  resolveIncident(incidentId: string): Promise<boolean>;
  /** Resolves to whether it was stored; if not, `fault` says why. */
  reportIncident(report: { title: string; severity: Severity }): Promise<boolean>;
  /** Follows the stream from that position until the returned function is called. Browser only. */
  follow(after: string): () => void;
}

export interface Fault {
  /** `null`: the new one that was reported. */
  incidentId: string | null;
  /** In words. */
  reason: string;
}

export function createClientPage(initial: ClientDetail, seenAt: string): ClientPage {
  const client = signal(initial);
  const now = signal(seenAt);
  const gone = signal(false);
  const sending = signal<ReadonlySet<string>>(new Set());
  const fault = signal<Fault | null>(null);
  const refresher = createRefresher(readAgain);

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

  /** One change at a time for each incident; the page reads itself again after it, whether or not the stream is up. */
  async function change(incidentId: string | null, send: () => Promise<unknown>): Promise<boolean> {
    const key = incidentId ?? NEW_INCIDENT;
    if (sending.value.has(key)) return false;
    sending.value = new Set([...sending.value, key]);
    fault.value = null;
    try {
      await send();
      refresher.request();
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      fault.value = { incidentId, reason: error.message };
      return false;
    } finally {
      sending.value = new Set([...sending.value].filter((other) => other !== key));
    }
  }

  return {
    client,
    now,
    gone,
    fault,
    isSending: (incidentId) => sending.value.has(incidentId),
    get reporting() {
      return sending.value.has(NEW_INCIDENT);
    },
    resolveIncident: (incidentId) =>
      change(incidentId, () => sendJson("PATCH", `/incidents/${incidentId}`, { status: "resolved" })),
    reportIncident: (report) =>
      change(null, () => sendJson("POST", "/incidents", { clientId: initial.id, ...report })),
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
