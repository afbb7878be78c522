/** Takes away what simulations did, and nothing else. */
import { randomUUID } from "node:crypto";
import type { Clock } from "@/lib/platform/clock.ts";
import { dayOf } from "@/lib/platform/days.ts";
import type { Client } from "@/lib/clients/schema.ts";
import type { ClientStore } from "@/lib/clients/store.ts";
import type { IncidentStore } from "@/lib/incidents/store.ts";
import type { Incident } from "@/lib/incidents/schema.ts";
import type { Jobs } from "@/lib/jobs.ts";
import type { ChangeNotice } from "@/lib/live/notice.ts";
import type { SimulationNotice } from "@/lib/simulation/notice.ts";
import type { RealHistory } from "@/lib/simulation/real_history.ts";
import type { Reset, SimulatedClient } from "@/lib/simulation/schema.ts";
import type { SimulationStore } from "@/lib/simulation/store.ts";
import type { EventStore } from "@/lib/telemetry/event_store.ts";
import type { MarkStore } from "@/lib/telemetry/mark_store.ts";
import { type ClientDay, clientDayId } from "@/lib/telemetry/schema.ts";

export class SimulationReset {
  constructor(
    private readonly parts: {
      store: SimulationStore;
      clients: ClientStore;
      events: EventStore;
      marks: MarkStore;
      incidents: IncidentStore;
      realHistory: RealHistory;
      jobs: Jobs;
      changes: ChangeNotice;
      notice: SimulationNotice;
      clock: Clock;
    },
  ) {}

  /**
   * Undoes what was done to one client. The days are rolled up anew by the worker; one that had no events before stays
   * as a roll-up without counts, which charts and scores take for a day without data.
   *
   * @param resetId done again under the same one it answers what it took the first time
   */
  async client(client: Client, resetId: string = randomUUID()): Promise<Reset> {
    const done = await this.#undo(client, resetId);
    const { events, incidents } = done;
    await this.parts.notice.reset({ clients: 1, events, incidents }, client);
    return done;
  }

  /** Undoes all simulation, client by client, and tells how far it is. */
  async all(resetId: string = randomUUID()): Promise<Reset & { clients: number }> {
    const taken = await this.parts.store.findReset(resetId);
    for (const id of await this.parts.store.findIds()) {
      const client = await this.parts.clients.find(id);
      if (!client) {
        await this.parts.store.removeClient(id);
        continue;
      }
      taken.set(id, await this.#undo(client, resetId));
      await this.parts.notice.resetAll(resetId, sumOf(taken), "running");
    }
    const sum = sumOf(taken);
    if (sum.clients > 0) await this.parts.notice.resetAll(resetId, sum, "done");
    return sum;
  }

  async #undo(client: Client, resetId: string): Promise<Reset> {
    const { store, events, clock } = this.parts;
    const touched = await store.find(client._id);
    const incidents = await this.#findIncidents(client._id);
    const simulated = await events.findSimulated(client._id);
    const days = daysOf(simulated, client);
    const counts = { events: simulated.length, incidents: incidents.length, days: days.length };
    const taken = await store.noteReset(resetId, client._id, counts, clock());
    await this.#removeEvents(client, days);
    await this.parts.incidents.removeSimulated(client._id);
    if (touched) {
      await this.parts.realHistory.restore(client, touched.since, {
        restore: resetId,
        bandBefore: touched.health?.band ?? "unknown",
      });
      await this.#restoreHealth(touched);
      await store.forget(touched);
    }
    await this.#announce(client, incidents);
    // Not both: a score made before the days are rolled up would be one of the simulated usage.
    if (days.length > 0) await this.parts.jobs.requestRollUps([client._id]);
    else if (touched) await this.parts.jobs.requestScores([client._id]);
    return taken;
  }

  /**
   * The days are marked after the events are gone: a roll-up that reads them meanwhile is made again. The intake's
   * journal holds the days until then, so that the worker marks them when this process is killed in between.
   */
  async #removeEvents(client: Client, days: readonly ClientDay[]): Promise<void> {
    if (days.length === 0) return;
    const now = this.parts.clock();
    const entry = { _id: randomUUID(), receivedAt: now, days: [...days] };
    await this.parts.events.openIntake(entry);
    await this.parts.events.removeSimulated(client._id);
    await this.parts.marks.mark(days, now);
    await this.parts.events.closeIntake(entry._id);
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

/** The local days of events, each once. */
function daysOf(events: readonly { ts: Date }[], { _id: clientId, timezone }: Client): ClientDay[] {
  const days = events.map(({ ts }) => ({ clientId, day: dayOf(ts, timezone) }));
  return [...new Map(days.map((day): [string, ClientDay] => [clientDayId(day), day])).values()];
}

function sumOf(taken: ReadonlyMap<string, Reset>): Reset & { clients: number } {
  const sum = { clients: taken.size, events: 0, incidents: 0, days: 0 };
  for (const { events, incidents, days } of taken.values()) {
    sum.events += events;
    sum.incidents += incidents;
    sum.days += days;
  }
  return sum;
}
