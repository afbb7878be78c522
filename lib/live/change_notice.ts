import type { Cache } from "@/lib/platform/cache.ts";
import type { Jobs } from "@/lib/jobs.ts";
import { toRadarRow } from "@/lib/analytics/risk_radar.ts";
import { CURRENT_STATUSES } from "@/lib/clients/schema.ts";
import type { Freshness } from "@/lib/clients/view.ts";
import type { Incident } from "@/lib/incidents/schema.ts";
import type { LiveEvent } from "@/lib/live/events.ts";
import type { ChangeNotice } from "@/lib/live/notice.ts";
import type { Publisher } from "@/lib/live/publish.ts";
import type { Note } from "@/lib/notes/schema.ts";
import { toNoteView } from "@/lib/notes/view.ts";

/** Names of the generation counters: a cached read names those whose change makes it wrong. */
export const GENERATIONS = {
  /** Anything a list or a sum over clients shows. */
  clients: "clients",
  /** What people say of clients, such as names and owners; scores leave it alone. */
  profiles: "profiles",
  client: (clientId: string) => `client:${clientId}`,
  incidents: "incidents",
} as const;

/** What names clients beyond their own pages depends on one of these. */
const NAMING = [GENERATIONS.clients, GENERATIONS.profiles, GENERATIONS.incidents];

/** Invalidates first and publishes after, so that a viewer that reads again on the news gets the new value. */
export function createChangeNotice(
  parts: { cache: Cache; publisher: Publisher; jobs: Jobs; freshness: () => Freshness },
): ChangeNotice {
  async function announce(generations: string[], events: LiveEvent[]): Promise<void> {
    await parts.cache.invalidate(generations);
    await parts.publisher.publish(events);
    await parts.jobs.requestOverview();
  }
  function announceIncident(incident: Incident, further: Record<string, unknown>): Promise<void> {
    const generations = [
      GENERATIONS.clients,
      GENERATIONS.client(incident.clientId),
      GENERATIONS.incidents,
    ];
    return announce(generations, [{
      event: "incident",
      clientId: incident.clientId,
      data: {
        id: incident._id,
        clientId: incident.clientId,
        title: incident.title,
        severity: incident.severity,
        status: incident.status,
        openedAt: incident.openedAt.toISOString(),
        resolvedAt: incident.resolvedAt?.toISOString() ?? null,
        simulated: incident.simulationRun !== null,
        ...further,
      },
    }]);
  }

  /** Copies of last resort of what showed a deleted client; of all others they stay. */
  async function forgetCopies(clientId: string, names: readonly string[]): Promise<boolean> {
    const texts = [clientId, ...names.map((name) => JSON.stringify(name))];
    const forgotten = await Promise.all([
      parts.cache.forget(GENERATIONS.client(clientId)),
      ...NAMING.map((generation) => parts.cache.forget(generation, texts)),
    ]);
    return forgotten.every(Boolean);
  }

  /** No list and no sum shows notes. */
  async function announceNote(note: Note, further: Record<string, unknown>): Promise<void> {
    const { clientId } = note;
    await parts.cache.invalidate([GENERATIONS.client(clientId)]);
    await parts.publisher.publish([{ event: "note", clientId, data: { ...toNoteView(note), ...further } }]);
  }

  return {
    clientChanged: (client) =>
      announce([GENERATIONS.clients, GENERATIONS.profiles, GENERATIONS.client(client._id)], [
        {
          event: "client",
          clientId: client._id,
          data: {
            change: "changed",
            current: CURRENT_STATUSES.includes(client.status),
            row: toRadarRow(client, parts.freshness()),
          },
        },
      ]),
    async clientRemoved({ _id: clientId, name, owner }) {
      await announce([GENERATIONS.client(clientId), ...NAMING], [removedEvent(clientId, name)]);
      await forgetCopies(clientId, [name, owner ?? name]);
    },
    async clientForgotten(clientId) {
      const until = await parts.publisher.position();
      // Who was away since then and hears nothing of what is taken out still hears that the client is gone.
      await parts.publisher.publish([removedEvent(clientId, null)]);
      const forgotten = await parts.publisher.forget(clientId, until);
      return await forgetCopies(clientId, []) && forgotten;
    },
    incidentChanged: (incident) => announceIncident(incident, {}),
    incidentRemoved: (incident) => announceIncident(incident, { removed: true }),
    noteAdded: (note) => announceNote(note, {}),
    noteRemoved: (note) => announceNote(note, { removed: true }),
    scoresChanged: (clients) =>
      announce(
        [GENERATIONS.clients, ...clients.map((client) => GENERATIONS.client(client._id))],
        clients.map((client): LiveEvent => ({
          event: "score",
          clientId: client._id,
          data: { row: toRadarRow(client, parts.freshness()) },
        })),
      ),
  };
}

function removedEvent(clientId: string, name: string | null): LiveEvent {
  return { event: "client", clientId, data: { change: "removed", clientId, name } };
}
