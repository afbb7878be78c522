/** Everything that is kept in MongoDB, by what it is kept for. */
import type { Clock } from "@/lib/platform/clock.ts";
import type { Log } from "@/lib/platform/log.ts";
import type { Database } from "@/lib/platform/mongo.ts";
import { DeletedClientStore } from "@/lib/clients/deleted_store.ts";
import { RemovalStore } from "@/lib/clients/removal_store.ts";
import { ClientStore } from "@/lib/clients/store.ts";
import { HistoryStore } from "@/lib/health/history_store.ts";
import { ModelStore } from "@/lib/health/model_store.ts";
import { IdempotencyStore } from "@/lib/http/idempotency_store.ts";
import { IncidentStore } from "@/lib/incidents/store.ts";
import { WalkStore } from "@/lib/lists/walk_store.ts";
import { NoteStore } from "@/lib/notes/store.ts";
import { OutcomeStore } from "@/lib/outcomes/store.ts";
import { ParkedStore } from "@/lib/parking/store.ts";
import { SegmentStore } from "@/lib/segment/store.ts";
import { SimulationStore } from "@/lib/simulation/store.ts";
import { StreamStore } from "@/lib/simulation/stream_store.ts";
import { EventStore } from "@/lib/telemetry/event_store.ts";
import { MarkStore } from "@/lib/telemetry/mark_store.ts";
import { UsageStore } from "@/lib/telemetry/usage_store.ts";

export interface Stores {
  clients: ClientStore;
  events: EventStore;
  marks: MarkStore;
  usage: UsageStore;
  incidents: IncidentStore;
  outcomes: OutcomeStore;
  notes: NoteStore;
  history: HistoryStore;
  models: ModelStore;
  simulation: SimulationStore;
  simulationStreams: StreamStore;
  parked: ParkedStore;
  segment: SegmentStore;
  removals: RemovalStore;
  deletedClients: DeletedClientStore;
  walks: WalkStore;
  idempotencyKeys: IdempotencyStore;
}

export function createStores({ db }: Database): Stores {
  return {
    clients: new ClientStore(db),
    events: new EventStore(db),
    marks: new MarkStore(db),
    usage: new UsageStore(db),
    incidents: new IncidentStore(db),
    outcomes: new OutcomeStore(db),
    notes: new NoteStore(db),
    history: new HistoryStore(db),
    models: new ModelStore(db),
    simulation: new SimulationStore(db),
    simulationStreams: new StreamStore(db),
    parked: new ParkedStore(db),
    segment: new SegmentStore(db),
    removals: new RemovalStore(db),
    deletedClients: new DeletedClientStore(db),
    walks: new WalkStore(db),
    idempotencyKeys: new IdempotencyStore(db),
  };
}

/** The collections that the first write would make of the wrong kind. They go and come with all others. */
const TIME_SERIES = ["telemetry", "health_history"];

/** False after a database was dropped or came back empty. */
export async function isSchemaThere({ db }: Database): Promise<boolean> {
  const found = await db.listCollections({ name: { $in: TIME_SERIES } }, { nameOnly: true }).toArray();
  return found.length === TIME_SERIES.length;
}

/**
 * A process of an earlier version may store ids as they are sent while the first of this one is there already: those
 * that start within a day look again.
 */
const COMPOSING_MS = 24 * 3_600_000;

/**
 * Composes the ids of other systems that earlier versions stored as they were sent. That reads whole collections, so it
 * is remembered in `conversions`, once all are through.
 *
 * What holds none, or none that is looked up: keys of idempotency are ASCII; the ids of notes, of history, marks and
 * usage are ours. The ids of messages in `telemetry` cannot be changed (time-series), and `telemetry_messages` must name
 * those that are there: an event that was sent before the update in another spelling counts as another.
 */
async function composeStoredIds({ db }: Database, stores: Stores, now: Date, log: Log): Promise<void> {
  const conversions = db.collection<{ _id: string; at: Date }>("conversions");
  const done = await conversions.findOne({ _id: "composed-ids" });
  if (done && now.getTime() - done.at.getTime() >= COMPOSING_MS) return;
  const { clients, removals, incidents, outcomes, parked, segment } = stores;
  for (const store of [clients, removals, incidents, outcomes, parked, segment]) await store.composeIds(log);
  if (!done) {
    await conversions.updateOne({ _id: "composed-ids" }, { $setOnInsert: { at: now } }, { upsert: true });
  }
}

/** Creates the collections and indexes that are missing, and brings what earlier versions stored up to date. */
export async function ensureSchema(
  database: Database,
  stores: Stores,
  retentionDays: number,
  clock: Clock,
  log: Log,
): Promise<void> {
  const existing = new Set(
    (await database.db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
  );
  await stores.clients.ensure();
  await stores.events.ensure(retentionDays, existing);
  await stores.marks.ensure();
  await stores.usage.ensure();
  await stores.incidents.ensure();
  await stores.outcomes.ensure();
  await stores.notes.ensure();
  await stores.history.ensure(existing);
  await stores.models.ensure(clock());
  await stores.simulation.ensure();
  await stores.parked.ensure();
  await stores.segment.ensure();
  await stores.removals.ensure();
  await stores.walks.ensure();
  await stores.idempotencyKeys.ensure();
  await composeStoredIds(database, stores, clock(), log);
}
