import type { Clock } from "@/lib/platform/clock.ts";
import { ConflictError, InvalidError, NotFoundError, PreconditionError } from "@/lib/platform/errors.ts";
import { newId } from "@/lib/platform/ids.ts";
import { checkVersion, type ExpectedVersions } from "@/lib/platform/version.ts";
import type { ClientService } from "@/lib/clients/service.ts";
import {
  type IncidentExportQuery,
  incidentFilter,
  type IncidentQuery,
  incidentSort,
} from "@/lib/incidents/query.ts";
import type { Incident, IncidentChange, NamedIncident, NewIncident } from "@/lib/incidents/schema.ts";
import type { IncidentStore } from "@/lib/incidents/store.ts";
import { type ListPage, readListPage } from "@/lib/lists/list_page.ts";
import type { WalkStore } from "@/lib/lists/walk_store.ts";
import type { ChangeNotice } from "@/lib/live/notice.ts";
import type { Jobs } from "@/lib/jobs.ts";

/** An incident may be opened again, but what is resolved does not go back to being investigated without that. */
const ALLOWED: Record<Incident["status"], readonly Incident["status"][]> = {
  open: ["open", "investigating", "resolved"],
  investigating: ["open", "investigating", "resolved"],
  resolved: ["open", "resolved"],
};

export class IncidentService {
  constructor(
    private readonly parts: {
      store: IncidentStore;
      clients: ClientService;
      walks: WalkStore;
      clock: Clock;
      notice: ChangeNotice;
      jobs: Jobs;
    },
  ) {}

  /**
   * Creates an incident; one with an externalId the client has already is returned as it is (`created: false`).
   *
   * @param options.id one that was created under it before is returned as it is now
   * @throws {NotFoundError} when there is no such client. @throws {InvalidError} for times that contradict each other.
   */
  async create(
    input: NewIncident,
    { id = newId(), simulationRun = null }: { id?: string; simulationRun?: string | null } = {},
  ): Promise<{ incident: Incident; created: boolean }> {
    const client = await this.parts.clients.get(input.clientId ?? `external:${input.clientExternalId}`);
    const now = this.parts.clock();
    const openedAt = input.openedAt ?? input.resolvedAt ?? now;
    const status = input.status ?? (input.resolvedAt ? "resolved" : "open");
    const wanted: Incident = {
      _id: id,
      clientId: client._id,
      externalId: input.externalId ?? null,
      title: input.title,
      severity: input.severity,
      status,
      openedAt,
      resolvedAt: resolutionTime(status, input.resolvedAt, now),
      simulationRun,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    checkTimes(wanted, now);
    const incident = await this.parts.store.insert(wanted);
    await this.parts.clients.confirm(client._id);
    if (incident._id !== id) return { incident, created: false };
    await this.#announce(incident);
    return { incident, created: true };
  }

  /** @throws {NotFoundError} */
  async get(id: string): Promise<Incident> {
    const incident = await this.parts.store.find(id);
    if (!incident) throw new NotFoundError(`No incident has the id "${id}"`);
    return incident;
  }

  /** @throws {MalformedError} for a cursor that is of no use here */
  async list(query: IncidentQuery): Promise<ListPage<NamedIncident> & { total: number }> {
    const { page, limit, cursor, ...which } = query;
    const filter = incidentFilter(which, await this.#clientIdsOf(which));
    const [found, total] = await Promise.all([
      readListPage(this.parts.store.list, this.parts.walks, {
        filter,
        sort: incidentSort(query),
        query: { ...which, page, limit, cursor },
        now: this.parts.clock(),
      }),
      this.parts.store.count(filter),
    ]);
    const names = await this.parts.clients.names(found.items.map(({ clientId }) => clientId));
    const items = found.items.map((incident) => ({
      ...incident,
      clientName: names.get(incident.clientId) ?? null,
    }));
    return { ...found, items, total };
  }

  /** Every incident that matches, read as it is taken. */
  async *stream(query: IncidentExportQuery): AsyncGenerator<Incident> {
    const filter = incidentFilter(query, await this.#clientIdsOf(query));
    yield* this.parts.store.list.stream(filter, incidentSort(query));
  }

  /**
   * Changes an incident; one that is so already stays as it is. One that is opened again is as if never resolved.
   *
   * @throws {NotFoundError} @throws {ConflictError} for a transition that is not allowed
   * @throws {PreconditionError} when it was changed meanwhile
   */
  async update(id: string, change: IncidentChange, expected: ExpectedVersions = null): Promise<Incident> {
    const incident = await this.get(id);
    checkVersion("incident", incident.version, expected);
    const now = this.parts.clock();
    const status = change.status ?? (change.resolvedAt ? "resolved" : incident.status);
    if (!ALLOWED[incident.status].includes(status)) {
      throw new ConflictError(`A ${incident.status} incident cannot become ${status}; open it again first`);
    }
    const kept = incident.status === "resolved" ? incident.resolvedAt ?? undefined : undefined;
    const updated: Incident = {
      ...incident,
      title: change.title ?? incident.title,
      severity: change.severity ?? incident.severity,
      status,
      resolvedAt: resolutionTime(status, change.resolvedAt ?? kept, now),
      version: incident.version + 1,
      updatedAt: now,
    };
    checkTimes(updated, now);
    if (isAsBefore(updated, incident)) return incident;
    const { _id, version: _version, ...fields } = updated;
    if (!await this.parts.store.update(id, incident.version, fields)) {
      throw changedMeanwhile();
    }
    await this.#announce(updated);
    return updated;
  }

  /**
   * Deletes an incident; the score of its client follows.
   *
   * @throws {NotFoundError} @throws {PreconditionError} when it was changed meanwhile
   */
  async remove(id: string, expected: ExpectedVersions = null): Promise<void> {
    const incident = await this.get(id);
    checkVersion("incident", incident.version, expected);
    if (!await this.parts.store.remove(id, incident.version)) throw changedMeanwhile();
    await this.parts.jobs.requestScores([incident.clientId]);
    await this.parts.notice.incidentRemoved(incident);
  }

  /** Open first, then the newest. */
  listOfClient(clientId: string, limit: number): Promise<Incident[]> {
    return this.parts.store.findOfClient(clientId, limit);
  }

  /** Our own ids of the clients asked for; `undefined` for all. What names no client finds nothing. */
  async #clientIdsOf({ clientId, client }: IncidentExportQuery): Promise<string[] | undefined> {
    const begin = client?.trim() ? await this.parts.clients.idsFound(client) : undefined;
    if (clientId === undefined) return begin;
    const external = clientId.startsWith("external:") ? [clientId.slice("external:".length).normalize()] : [];
    const [known] = external.length > 0 ? await this.parts.clients.findRefs([], external) : [];
    const id = known?._id ?? clientId;
    return begin === undefined || begin.includes(id) ? [id] : [];
  }

  async #announce(incident: Incident): Promise<void> {
    await this.parts.jobs.requestScores([incident.clientId]);
    await this.parts.notice.incidentChanged(incident);
  }
}

/** What is the same already is no change: its version stays, and nobody is told. */
function isAsBefore(updated: Incident, incident: Incident): boolean {
  return (["title", "severity", "status"] as const).every((field) => updated[field] === incident[field]) &&
    updated.resolvedAt?.getTime() === incident.resolvedAt?.getTime();
}

function changedMeanwhile(): PreconditionError {
  return new PreconditionError("The incident was changed by someone else meanwhile; read it again");
}

function resolutionTime(status: Incident["status"], given: Date | undefined, now: Date): Date | null {
  return status === "resolved" ? given ?? now : null;
}

function checkTimes(incident: Incident, now: Date): void {
  const faults = [];
  if (incident.openedAt > now) faults.push({ pointer: "/openedAt", detail: "must not lie in the future" });
  if (incident.resolvedAt && incident.resolvedAt > now) {
    faults.push({ pointer: "/resolvedAt", detail: "must not lie in the future" });
  }
  if (incident.resolvedAt && incident.resolvedAt < incident.openedAt) {
    faults.push({ pointer: "/resolvedAt", detail: "must not be before openedAt" });
  }
  if (faults.length > 0) {
    throw new InvalidError("The times of the incident contradict each other", { faults });
  }
}
