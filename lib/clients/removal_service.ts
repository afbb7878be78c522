/**
 * Deletes a client with everything of it. The client document goes first, so that every read and every writer stops
 * seeing the client at once; its parts follow in order. The deletion is written down before: what a killed process
 * left is finished by the worker. Requests that had found the client before it went may still write for it; a second
 * round, when none of them can be under way any more, takes that away too.
 */
import type { Clock } from "@/lib/platform/clock.ts";
import { PreconditionError } from "@/lib/platform/errors.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { checkVersion, type ExpectedVersions } from "@/lib/platform/version.ts";
import type { ClientService } from "@/lib/clients/service.ts";
import type { ClientStore } from "@/lib/clients/store.ts";
import type { Removal, RemovalStore } from "@/lib/clients/removal_store.ts";
import type { HistoryStore } from "@/lib/health/history_store.ts";
import type { IdempotencyStore } from "@/lib/http/idempotency_store.ts";
import type { IncidentStore } from "@/lib/incidents/store.ts";
import type { ChangeNotice } from "@/lib/live/notice.ts";
import type { NoteStore } from "@/lib/notes/store.ts";
import type { OutcomeStore } from "@/lib/outcomes/store.ts";
import type { SimulationStore } from "@/lib/simulation/store.ts";
import type { EventStore } from "@/lib/telemetry/event_store.ts";
import type { MarkStore } from "@/lib/telemetry/mark_store.ts";
import type { UsageStore } from "@/lib/telemetry/usage_store.ts";

/** How many documents of each kind there are of a client, or went with it. */
export interface Contents {
  events: number;
  days: number;
  incidents: number;
  outcomes: number;
  notes: number;
  points: number;
}

export class RemovalService {
  constructor(
    private readonly parts: {
      service: ClientService;
      clients: ClientStore;
      removals: RemovalStore;
      events: EventStore;
      marks: MarkStore;
      usage: UsageStore;
      incidents: IncidentStore;
      outcomes: OutcomeStore;
      notes: NoteStore;
      history: HistoryStore;
      simulation: SimulationStore;
      idempotencyKeys: IdempotencyStore;
      notice: ChangeNotice;
      clock: Clock;
      /** Takes what is cached of the client. */
      forget: (clientId: string) => Promise<void>;
    },
  ) {}

  /**
   * Deletes a client.
   *
   * @param id our id or `external:<externalId>`
   * @throws {NotFoundError} @throws {PreconditionError} when it is not of an expected version
   */
  async remove(
    id: string,
    expected: ExpectedVersions = null,
  ): Promise<{ clientId: string; removed: Contents }> {
    const client = await this.parts.service.get(id);
    checkVersion("client", client.version, expected);
    const removal: Removal = {
      _id: client._id,
      requestedAt: this.parts.clock(),
      version: expected === null ? null : client.version,
      hidden: false,
    };
    await this.parts.removals.begin(removal);
    if (!await this.#hide(removal)) {
      throw new PreconditionError("The client was changed since it was read; nothing was deleted");
    }
    await this.parts.notice.clientRemoved(client);
    const removed = await this.#removeParts(client._id);
    // Once more: what was cached meanwhile still counted its incidents.
    await this.parts.notice.clientRemoved(client);
    return { clientId: client._id, removed };
  }

  /**
   * What would go with a client, and the version of it that this holds for.
   *
   * @param id our id or `external:<externalId>`
   * @throws {NotFoundError}
   */
  async contents(
    id: string,
  ): Promise<{ clientId: string; name: string; version: number; contents: Contents }> {
    const { _id: clientId, name, version } = await this.parts.service.get(id);
    const [events, days, incidents, outcomes, notes, points] = await Promise.all(
      [
        this.parts.events,
        this.parts.usage,
        this.parts.incidents,
        this.parts.outcomes,
        this.parts.notes,
        this.parts.history,
      ].map((store) => store.countOfClient(clientId)),
    );
    return {
      clientId,
      name,
      version,
      contents: {
        events: events ?? 0,
        days: days ?? 0,
        incidents: incidents ?? 0,
        outcomes: outcomes ?? 0,
        notes: notes ?? 0,
        points: points ?? 0,
      },
    };
  }

  /** Finishes deletions that are old enough; returns how many there were. */
  async finish(): Promise<number> {
    const before = new Date(this.parts.clock().getTime() - LIMITS.afterSweepMs);
    const removals = await this.parts.removals.findBefore(before, LIMITS.clientBatch);
    for (const removal of removals) {
      if (!removal.hidden && !await this.#hide(removal)) continue;
      // A client with a fixed id, as the seed has, may be there anew: then its parts are not ours to take.
      if (!await this.parts.clients.find(removal._id)) await this.#removeParts(removal._id);
      await this.parts.removals.end(removal._id);
    }
    return removals.length;
  }

  /** Removes the client document; returns false, and forgets the deletion, when the client is of another version. */
  async #hide({ _id: clientId, version }: Removal): Promise<boolean> {
    if (!await this.parts.clients.remove(clientId, version) && await this.parts.clients.find(clientId)) {
      await this.parts.removals.end(clientId);
      return false;
    }
    await this.parts.removals.markHidden(clientId);
    return true;
  }

  async #removeParts(clientId: string): Promise<Contents> {
    const events = await this.parts.events.removeClient(clientId);
    await this.parts.marks.removeClient(clientId);
    const days = await this.parts.usage.removeClient(clientId);
    const incidents = await this.parts.incidents.removeClient(clientId);
    const outcomes = await this.parts.outcomes.removeClient(clientId);
    const notes = await this.parts.notes.removeClient(clientId);
    const points = await this.parts.history.removeClient(clientId);
    await this.parts.simulation.removeClient(clientId);
    await this.parts.idempotencyKeys.removeClient(clientId);
    await this.parts.forget(clientId);
    return { events, days, incidents, outcomes, notes, points };
  }
}
