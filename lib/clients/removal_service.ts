/**
 * Deletes a client with everything of it. The client document goes first: that is the deletion, and every read and every
 * writer stops seeing the client at once; its parts follow. That it may go is written down before, so that the worker
 * takes the parts which a killed process left; a deletion whose document did not go comes to nothing. Who had found the
 * client before it went may still write for it: each looks afterwards whether the client is there and has what it wrote
 * taken away again, and a second round, when no request can be under way any more, makes up for those that died.
 */
import type { Clock } from "@/lib/platform/clock.ts";
import { PreconditionError } from "@/lib/platform/errors.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { checkVersion, type ExpectedVersions } from "@/lib/platform/version.ts";
import type { ClientService } from "@/lib/clients/service.ts";
import type { ClientStore } from "@/lib/clients/store.ts";
import type { DeletedClientStore } from "@/lib/clients/deleted_store.ts";
import type { Removal, RemovalStore } from "@/lib/clients/removal_store.ts";
import type { HistoryStore } from "@/lib/health/history_store.ts";
import type { IdempotencyStore } from "@/lib/http/idempotency_store.ts";
import type { IncidentStore } from "@/lib/incidents/store.ts";
import type { ChangeNotice } from "@/lib/live/notice.ts";
import type { NoteStore } from "@/lib/notes/store.ts";
import type { OutcomeStore } from "@/lib/outcomes/store.ts";
import type { ParkedStore } from "@/lib/parking/store.ts";
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

/** See `RemovalService.takeRemains`. */
export type TakeRemains = RemovalService["takeRemains"];

export class RemovalService {
  constructor(
    private readonly parts: {
      service: ClientService;
      clients: ClientStore;
      removals: RemovalStore;
      deletedClients: DeletedClientStore;
      events: EventStore;
      marks: MarkStore;
      usage: UsageStore;
      incidents: IncidentStore;
      outcomes: OutcomeStore;
      notes: NoteStore;
      history: HistoryStore;
      simulation: SimulationStore;
      idempotencyKeys: IdempotencyStore;
      parked: ParkedStore;
      notice: ChangeNotice;
      clock: Clock;
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
    const removal = { _id: client._id, requestedAt: this.parts.clock(), externalId: client.externalId };
    await this.parts.removals.begin(removal);
    if (!await this.#removeDocument(client._id, expected === null ? null : client.version)) {
      throw new PreconditionError("The client was changed since it was read; nothing was deleted");
    }
    await this.parts.deletedClients.record({ _id: client._id, deletedAt: removal.requestedAt });
    await this.parts.notice.clientRemoved(client);
    const removed = await this.#removeParts(removal);
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

  /**
   * To be called by whoever wrote for clients it had found before: takes away again what is stored of those that were
   * deleted meanwhile, so that it counts nowhere.
   *
   * @returns those that are gone
   */
  async takeRemains(clientIds: readonly string[]): Promise<ReadonlySet<string>> {
    const present = new Set((await this.parts.clients.findRefs(clientIds, [])).map(({ _id }) => _id));
    const gone = new Set(clientIds.filter((id) => !present.has(id)));
    for (const _id of gone) {
      const removal = { _id, requestedAt: this.parts.clock() };
      await this.parts.removals.begin(removal);
      await this.#removeParts(removal);
    }
    return gone;
  }

  /** The second round for deletions that are old enough; returns for how many clients it was due. */
  async finish(): Promise<number> {
    const now = this.parts.clock().getTime();
    const due = await this.parts.removals.findBefore(new Date(now - LIMITS.afterSweepMs), LIMITS.clientBatch);
    for (const removal of due) {
      // It did not go after all. Or it is there anew, as the seed's clients with their fixed ids may be: then its parts
      // are not ours to take.
      const present = await this.parts.clients.find(removal._id) !== null;
      if (!present) {
        await this.parts.deletedClients.recordMissing({ _id: removal._id, deletedAt: removal.requestedAt });
        await this.#removeParts(removal);
      }
      const over = present
        ? removal.requestedAt.getTime() < now - LIMITS.removalWatchMs
        : await this.parts.notice.clientForgotten(removal._id);
      if (over) await this.parts.removals.end(removal._id);
    }
    return due.length;
  }

  /** False when the client is there in another version. */
  async #removeDocument(clientId: string, version: number | null): Promise<boolean> {
    if (await this.parts.clients.remove(clientId, version)) return true;
    if (!await this.parts.clients.find(clientId)) return true;
    await this.parts.removals.end(clientId);
    return false;
  }

  async #removeParts({ _id: clientId, externalId, requestedAt }: Removal): Promise<Contents> {
    const events = await this.parts.events.removeClient(clientId);
    await this.parts.marks.removeClient(clientId);
    const days = await this.parts.usage.removeClient(clientId);
    const incidents = await this.parts.incidents.removeClient(clientId);
    const outcomes = await this.parts.outcomes.removeClient(clientId);
    const notes = await this.parts.notes.removeClient(clientId);
    const points = await this.parts.history.removeClient(clientId);
    await this.parts.simulation.removeClient(clientId);
    await this.parts.idempotencyKeys.removeClient(clientId);
    if (externalId !== undefined) await this.parts.parked.removeAccount(externalId, requestedAt);
    return { events, days, incidents, outcomes, notes, points };
  }
}
