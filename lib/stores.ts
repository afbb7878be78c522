/** Everything that is kept in MongoDB, by what it is kept for. */
import type { Clock } from "@/lib/platform/clock.ts";
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

/** Creates the collections and indexes that are missing. */
export async function ensureSchema(
  { db }: Database,
  stores: Stores,
  retentionDays: number,
  clock: Clock,
): Promise<void> {
  const existing = new Set(
    (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
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
}
