/** `simulation_runs`, `simulation_clients` and, for people, `simulation_log`. */
import type { AnyBulkWriteOperation, Collection, Db } from "mongodb";
import type { Client } from "@/lib/clients/schema.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { newsKey } from "@/lib/simulation/news.ts";
import type { RunCounts, SimulatedClient, SimulationEntry, SimulationRun } from "@/lib/simulation/schema.ts";

type StoredEntry = Omit<SimulationEntry, "at"> & { _id: string; at: Date };

/** What is about to be done to a client. */
export interface Touch {
  client: Pick<Client, "_id" | "health">;
  events: number;
  incidents: number;
}

export class SimulationStore {
  readonly #runs: Collection<SimulationRun>;
  readonly #clients: Collection<SimulatedClient>;
  readonly #entries: Collection<StoredEntry>;

  constructor(db: Db) {
    this.#runs = db.collection("simulation_runs");
    this.#clients = db.collection("simulation_clients");
    this.#entries = db.collection("simulation_log");
  }

  async ensure(): Promise<void> {
    await this.#runs.createIndex({ startedAt: 1 });
    await this.#entries.createIndex({ at: 1 }, { expireAfterSeconds: LIMITS.simulationLogKeptSeconds });
  }

  async insertRun(run: SimulationRun): Promise<void> {
    await this.#runs.insertOne(run);
  }

  findRun(id: string): Promise<SimulationRun | null> {
    return this.#runs.findOne({ _id: id });
  }

  async setCounts(runId: string, counts: RunCounts): Promise<void> {
    await this.#runs.updateOne({ _id: runId }, { $set: { counts } });
  }

  /** The run with so many events more. */
  addEvents(runId: string, events: number): Promise<SimulationRun | null> {
    return this.#runs.findOneAndUpdate({ _id: runId }, { $inc: { "counts.events": events } }, {
      returnDocument: "after",
    });
  }

  /** To be called before anything simulated is written, so that a reset and the banner miss nothing. */
  async touch(touches: readonly Touch[], at: Date): Promise<void> {
    if (touches.length === 0) return;
    await this.#clients.bulkWrite(
      touches.map(({ client, events, incidents }): AnyBulkWriteOperation<SimulatedClient> => ({
        updateOne: {
          filter: { _id: client._id },
          update: {
            $setOnInsert: { since: at, health: client.health },
            $inc: { touched: 1, events, incidents },
          },
          upsert: true,
        },
      })),
      { ordered: false },
    );
  }

  find(clientId: string): Promise<SimulatedClient | null> {
    return this.#clients.findOne({ _id: clientId });
  }

  async findIds(): Promise<string[]> {
    const found = await this.#clients.find({}, { projection: { _id: 1 } }).sort({ _id: 1 }).toArray();
    return found.map(({ _id }) => _id);
  }

  /** Forgets a client unless a simulation came to it since it was read. */
  async forget({ _id, touched }: SimulatedClient): Promise<void> {
    await this.#clients.deleteOne({ _id, touched });
  }

  /** Everything about a client that is gone. */
  async removeClient(clientId: string): Promise<void> {
    await this.#clients.deleteOne({ _id: clientId });
    await this.#entries.deleteMany({ clientId });
  }

  async totals(): Promise<RunCounts & { since: Date | null }> {
    const [found] = await this.#clients.aggregate<RunCounts & { since: Date }>([
      {
        $group: {
          _id: null,
          clients: { $sum: 1 },
          events: { $sum: "$events" },
          incidents: { $sum: "$incidents" },
          since: { $min: "$since" },
        },
      },
      { $project: { _id: 0 } },
    ]).toArray();
    return found ?? { clients: 0, events: 0, incidents: 0, since: null };
  }

  /** The latest news of a run stands for all before. */
  async putEntry({ at, ...rest }: SimulationEntry): Promise<void> {
    const _id = newsKey({ at, ...rest });
    await this.#entries.replaceOne({ _id }, { ...rest, at: new Date(at) }, { upsert: true });
  }

  /** What happened lately, newest first. */
  async recentEntries(): Promise<SimulationEntry[]> {
    const found = await this.#entries.find({}, { projection: { _id: 0 } }).sort({ at: -1 })
      .limit(LIMITS.simulationLogLength).toArray();
    return found.map(({ at, ...rest }) => ({ ...rest, at: at.toISOString() }));
  }
}
