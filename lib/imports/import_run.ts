/** Writes what a folder came to. Run again it changes nothing; interrupted, it goes on where it stopped. */
import { ObjectId } from "mongodb";
import type { Cache } from "@/lib/platform/cache.ts";
import type { Clock } from "@/lib/platform/clock.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { type PutClients, putClients } from "@/lib/clients/put_clients.ts";
import type { RemovalService } from "@/lib/clients/removal_service.ts";
import { CURRENT_STATUSES } from "@/lib/clients/schema.ts";
import type { ClientRef, ClientStore } from "@/lib/clients/store.ts";
import type { HealthService } from "@/lib/health/service.ts";
import type { ImportPlan } from "@/lib/imports/plan.ts";
import { storeEvents } from "@/lib/imports/store_events.ts";
import { storeIncidents } from "@/lib/imports/store_incidents.ts";
import type { IncidentStore } from "@/lib/incidents/store.ts";
import { GENERATIONS } from "@/lib/live/change_notice.ts";
import type { ChangeNotice } from "@/lib/live/notice.ts";
import type { Outcome } from "@/lib/outcomes/schema.ts";
import type { OutcomeStore } from "@/lib/outcomes/store.ts";
import type { EventStore } from "@/lib/telemetry/event_store.ts";
import type { IntakeService } from "@/lib/telemetry/intake_service.ts";
import type { MarkStore } from "@/lib/telemetry/mark_store.ts";
import type { RollUpService } from "@/lib/telemetry/roll_up_service.ts";

export interface ImportParts {
  clients: ClientStore;
  events: EventStore;
  marks: MarkStore;
  incidents: IncidentStore;
  outcomes: OutcomeStore;
  intake: IntakeService;
  rollUp: RollUpService;
  health: HealthService;
  cache: Cache;
  notice: ChangeNotice;
  removal: Pick<RemovalService, "takeRemains">;
  clock: Clock;
}

export type ImportStep = "clients" | "telemetry" | "incidents" | "outcomes" | "roll-ups" | "scores";

export interface ImportOptions {
  /** Whether clients are scored at the end, as of now. */
  score: boolean;
  signal?: AbortSignal;
  /** Told how far a step is. */
  report?: (step: ImportStep, done: number, total: number) => void;
}

/** How much of what was planned differed from what is stored. */
export interface Written {
  /** New or changed. */
  written: number;
  unchanged: number;
}

export interface ImportResult {
  clients: Written;
  events: Written;
  incidents: Written;
  outcomes: Written;
  daysRolledUp: number;
  clientsScored: number;
  /** Clients that were deleted while this ran, by externalId: what the folder has of them was left out. */
  deletedMeanwhile: string[];
}

export class ImportRun {
  /** By externalId. */
  readonly #refs = new Map<string, ClientRef>();
  readonly #deleted: string[] = [];
  /** Clients that something of was written. */
  readonly #touched = new Set<string>();
  readonly #scored = new Set<string>();
  /** Clients that have left: they keep the score they had. */
  readonly #gone = new Set<string>();

  constructor(private readonly parts: ImportParts, private readonly options: ImportOptions) {}

  /** @throws the signal's reason when it aborts; what was written stays, and is not written again the next time. */
  async write(plan: ImportPlan): Promise<ImportResult> {
    const put = await this.#putClients(plan);
    const events = await this.#storeEvents(plan, put);
    const incidents = await this.#storeIncidents(plan);
    const outcomes = await this.#storeOutcomes(plan);
    const daysRolledUp = await this.#rollUp(put);
    await this.#scoreTheRest(put);
    await this.#announce(put);
    return {
      clients: { written: put.created.length + put.changed.length, unchanged: put.unchanged.length },
      events,
      incidents,
      outcomes,
      daysRolledUp,
      clientsScored: this.#scored.size,
      deletedMeanwhile: this.#deleted,
    };
  }

  async #putClients(plan: ImportPlan): Promise<PutClients> {
    this.#report("clients", 0, plan.clients.length);
    const put = await putClients(plan.clients, { store: this.parts.clients, clock: this.parts.clock });
    const written = [...put.created, ...put.changed.map(({ after }) => after)];
    for (const client of [...written, ...put.unchanged]) {
      this.#refs.set(client.externalId, client);
      if (!CURRENT_STATUSES.includes(client.status)) this.#gone.add(client._id);
    }
    for (const client of written) this.#touched.add(client._id);
    const named = [
      ...plan.events.keys(),
      ...[...plan.incidents, ...plan.outcomes].map(({ client }) => client),
    ];
    const others = [...new Set(named)].filter((externalId) => !this.#refs.has(externalId));
    for (const ref of await this.parts.clients.findRefs([], others)) this.#refs.set(ref.externalId, ref);
    this.#report("clients", plan.clients.length, plan.clients.length);
    return put;
  }

  async #storeEvents(plan: ImportPlan, put: PutClients): Promise<Written> {
    const created = new Set(put.created.map((client) => client._id));
    const owners = [...plan.events].flatMap(([externalId, events]) => {
      const client = this.#refs.get(externalId);
      return client ? [{ client, events, isNew: created.has(client._id) }] : [];
    });
    const total = owners.reduce((sum, { events }) => sum + events.length, 0);
    const { stored, leftOut } = await storeEvents(owners, this.parts, {
      present: (clientIds) => this.#present(clientIds),
      signal: this.options.signal,
      report: (done) => this.#report("telemetry", done, total),
    });
    return { written: stored, unchanged: total - stored - leftOut };
  }

  async #storeIncidents(plan: ImportPlan): Promise<Written> {
    const planned = await this.#located(plan.incidents);
    // By client, because what is stored of a client is read at once.
    const byClient = [...Map.groupBy(planned, (incident) => incident.clientId).values()];
    let done = 0;
    let written = 0;
    for (let start = 0; start < byClient.length; start += LIMITS.clientBatch) {
      this.options.signal?.throwIfAborted();
      const batch = byClient.slice(start, start + LIMITS.clientBatch).flat();
      const stored = await storeIncidents(batch, this.parts);
      const clientIds = stored.map(({ clientId }) => clientId);
      await this.parts.removal.takeRemains([...new Set(clientIds)]);
      for (const clientId of clientIds) this.#touched.add(clientId);
      written += stored.length;
      done += batch.length;
      this.#report("incidents", done, planned.length);
    }
    return { written, unchanged: planned.length - written };
  }

  async #storeOutcomes(plan: ImportPlan): Promise<Written> {
    this.options.signal?.throwIfAborted();
    const createdAt = this.parts.clock();
    const located = await this.#located(plan.outcomes);
    const outcomes = located.map(({ client: _client, ...outcome }): Outcome => ({
      _id: new ObjectId().toHexString(),
      ...outcome,
      createdAt,
    }));
    const written = await this.parts.outcomes.upsertMany(outcomes);
    await this.parts.removal.takeRemains([...new Set(outcomes.map(({ clientId }) => clientId))]);
    this.#report("outcomes", outcomes.length, outcomes.length);
    return { written, unchanged: outcomes.length - written };
  }

  /** Rolls up the dirty days of the clients of this import, also those that an interrupted one has left. */
  async #rollUp(put: PutClients): Promise<number> {
    const dirty = new Set(await this.parts.marks.findDirtyClients());
    const due = [...this.#refs.values()].filter(({ _id }) => dirty.has(_id));
    let days = 0;
    for (const { before, after } of put.changed) {
      // What a day is has changed, for all days.
      if (before.timezone !== after.timezone) days += await this.parts.rollUp.rebuild(after);
    }
    for (let start = 0; start < due.length; start += LIMITS.clientBatch) {
      const batch = due.slice(start, start + LIMITS.clientBatch);
      days += await this.#rollUpBatch(batch, (done) => this.#report("roll-ups", start + done, due.length));
    }
    return days;
  }

  async #rollUpBatch(clients: readonly ClientRef[], report: (done: number) => void): Promise<number> {
    const rolledUp: string[] = [];
    let days = 0;
    try {
      for (const client of clients) {
        this.options.signal?.throwIfAborted();
        days += await this.parts.rollUp.rollUpDirty(client);
        rolledUp.push(client._id);
        report(rolledUp.length);
      }
    } finally {
      // Also when interrupted: nothing else would tell that the scores of these days are due.
      await this.#score(rolledUp);
    }
    return days;
  }

  /** Those whose score hangs on something else than new telemetry, and those that never had one. */
  async #scoreTheRest(put: PutClients): Promise<void> {
    if (!this.options.score) return;
    const unscored = put.unchanged.filter(({ health }) => health === null);
    const due = [...new Set([...this.#touched, ...unscored.map(({ _id }) => _id)])].filter((id) =>
      !this.#scored.has(id) && !this.#gone.has(id)
    );
    for (let start = 0; start < due.length; start += LIMITS.clientBatch) {
      this.options.signal?.throwIfAborted();
      await this.#score(due.slice(start, start + LIMITS.clientBatch));
      this.#report("scores", Math.min(start + LIMITS.clientBatch, due.length), due.length);
    }
  }

  async #score(clientIds: readonly string[]): Promise<void> {
    const current = clientIds.filter((id) => !this.#gone.has(id));
    if (!this.options.score || current.length === 0) return;
    await this.parts.health.scoreClients(current);
    for (const id of current) this.#scored.add(id);
  }

  /** Scoring has announced the scores; this is for what a score does not show. */
  async #announce(put: PutClients): Promise<void> {
    const ids = [...this.#touched];
    if (ids.length === 0) return;
    await this.parts.cache.invalidate([
      GENERATIONS.clients,
      GENERATIONS.incidents,
      ...ids.map((id) => GENERATIONS.client(id)),
    ]);
    const written = [...put.created, ...put.changed.map(({ after }) => after)];
    for (const client of await this.parts.clients.findMany(written.map(({ _id }) => _id))) {
      await this.parts.notice.clientChanged(client);
    }
  }

  /** Of these clients, those that are still there; the others are out of this import from now on. */
  async #present(clientIds: readonly string[]): Promise<ReadonlySet<string>> {
    const present = new Set((await this.parts.clients.findRefs(clientIds, [])).map(({ _id }) => _id));
    const deleted = new Set(clientIds.filter((id) => !present.has(id)));
    for (const [externalId, { _id }] of deleted.size === 0 ? [] : this.#refs) {
      if (!deleted.has(_id)) continue;
      this.#refs.delete(externalId);
      this.#deleted.push(externalId);
    }
    return present;
  }

  async #located<Item extends { client: string }>(
    items: readonly Item[],
  ): Promise<(Item & { clientId: string })[]> {
    await this.#present([...new Set(items.flatMap(({ client }) => this.#refs.get(client)?._id ?? []))]);
    return items.flatMap((item) => {
      const ref = this.#refs.get(item.client);
      return ref ? [{ ...item, clientId: ref._id }] : [];
    });
  }

  #report(step: ImportStep, done: number, total: number): void {
    this.options.report?.(step, done, total);
  }
}
