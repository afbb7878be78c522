/** Takes away what simulations did, and nothing else. */
import { randomUUID } from "node:crypto";
import type { Clock } from "@/lib/platform/clock.ts";
import { dayOf } from "@/lib/platform/days.ts";
import type { Client } from "@/lib/clients/schema.ts";
import type { ClientStore } from "@/lib/clients/store.ts";
import type { HistoryStore } from "@/lib/health/history_store.ts";
import type { IncidentStore } from "@/lib/incidents/store.ts";
import type { Incident } from "@/lib/incidents/schema.ts";
import type { Jobs } from "@/lib/jobs.ts";
import type { ChangeNotice } from "@/lib/live/notice.ts";
import type { SimulationNotice } from "@/lib/simulation/notice.ts";
import type { SimulatedClient } from "@/lib/simulation/schema.ts";
import type { SimulationStore } from "@/lib/simulation/store.ts";
import type { EventStore } from "@/lib/telemetry/event_store.ts";
import type { MarkStore } from "@/lib/telemetry/mark_store.ts";
import { type ClientDay, clientDayId } from "@/lib/telemetry/schema.ts";

/** What was removed, and the local days that are rolled up anew. */
export interface Reset {
  events: number;
  incidents: number;
  days: number;
}

export class SimulationReset {
  constructor(
    private readonly parts: {
      store: SimulationStore;
      clients: ClientStore;
      events: EventStore;
      marks: MarkStore;
      incidents: IncidentStore;
      history: HistoryStore;
      jobs: Jobs;
      changes: ChangeNotice;
      notice: SimulationNotice;
      clock: Clock;
    },
  ) {}

  /**
   * Undoes what was done to one client. The days are rolled up anew by the worker; one that had no events before stays
   * as a roll-up without counts, which charts and scores take for a day without data.
   */
  async client(client: Client): Promise<Reset> {
    const done = await this.#undo(client);
    const { events, incidents } = done;
    await this.parts.notice.reset({ clients: 1, events, incidents }, client);
    return done;
  }

  /** Undoes all simulation, client by client, and tells how far it is. */
  async all(): Promise<Reset & { clients: number }> {
    const sum = { clients: 0, events: 0, incidents: 0, days: 0 };
    const runId = randomUUID();
    for (const id of await this.parts.store.findIds()) {
      const client = await this.parts.clients.find(id);
      if (!client) {
        await this.parts.store.removeClient(id);
        continue;
      }
      const { events, incidents, days } = await this.#undo(client);
      sum.clients += 1;
      sum.events += events;
      sum.incidents += incidents;
      sum.days += days;
      await this.parts.notice.resetAll(runId, sum, "running");
    }
    if (sum.clients > 0) await this.parts.notice.resetAll(runId, sum, "done");
    return sum;
  }

  async #undo(client: Client): Promise<Reset> {
    const touched = await this.parts.store.find(client._id);
    const incidents = await this.#findIncidents(client._id);
    const { events, days } = await this.#removeEvents(client);
    await this.parts.incidents.removeSimulated(client._id);
    if (touched) {
      // The scores of simulated facts go too; the scoring that follows makes the next point.
      await this.parts.history.removeSince(client._id, touched.since);
      await this.#restoreHealth(touched);
      await this.parts.store.forget(touched);
    }
    await this.#announce(client, incidents);
    // Not both: a score made before the days are rolled up would be one of the simulated usage.
    if (days > 0) await this.parts.jobs.requestRollUps([client._id]);
    else if (touched) await this.parts.jobs.requestScores([client._id]);
    return { events, incidents: incidents.length, days };
  }

  /**
   * The days are marked after the events are gone: a roll-up that reads them meanwhile is made again. The intake's
   * journal holds the days until then, so that the worker marks them when this process is killed in between.
   */
  async #removeEvents(client: Client): Promise<{ events: number; days: number }> {
    const simulated = await this.parts.events.findSimulated(client._id);
    if (simulated.length === 0) return { events: 0, days: 0 };
    const dayOfEvent = ({ ts }: { ts: Date }) => ({ clientId: client._id, day: dayOf(ts, client.timezone) });
    const days = [
      ...new Map(simulated.map(dayOfEvent).map((day): [string, ClientDay] => [clientDayId(day), day]))
        .values(),
    ];
    const now = this.parts.clock();
    const entry = { _id: randomUUID(), receivedAt: now, days };
    await this.parts.events.openIntake(entry);
    const events = await this.parts.events.removeSimulated(client._id);
    await this.parts.marks.mark(days, now);
    await this.parts.events.closeIntake(entry._id);
    return { events, days: days.length };
  }

  /**
   * Puts back the health of before. It is shown until the worker has scored anew; and it holds the band that the
   * client was in, which decides the next one near an edge. It counts as of now, so that a score of the simulated
   * facts that is being worked out does not replace it.
   */
  async #restoreHealth({ _id, health }: SimulatedClient): Promise<void> {
    if (health) await this.parts.clients.updateHealth(_id, { ...health, computedAt: this.parts.clock() });
  }

  async #announce(client: Client, incidents: readonly Incident[]): Promise<void> {
    for (const incident of incidents) await this.parts.changes.incidentRemoved(incident);
    const restored = await this.parts.clients.find(client._id);
    if (restored) await this.parts.changes.clientChanged(restored);
  }

  async #findIncidents(clientId: string): Promise<Incident[]> {
    const all = await this.parts.incidents.findOfClients([clientId]);
    return all.filter(({ simulationRun }) => simulationRun !== null);
  }
}
