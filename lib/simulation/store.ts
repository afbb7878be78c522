/** `simulation_runs` and `simulation_clients`. */
import type { AnyBulkWriteOperation, Collection, Db } from "mongodb";
import type { Client } from "@/lib/clients/schema.ts";
import type { RunCounts, SimulatedClient, SimulationRun } from "@/lib/simulation/schema.ts";

/** What is about to be done to a client. */
export interface Touch {
  client: Pick<Client, "_id" | "health">;
  events: number;
  incidents: number;
}

export class SimulationStore {
  readonly #runs: Collection<SimulationRun>;
  readonly #clients: Collection<SimulatedClient>;

  constructor(db: Db) {
    this.#runs = db.collection("simulation_runs");
    this.#clients = db.collection("simulation_clients");
  }

  async ensure(): Promise<void> {
    await this.#runs.createIndex({ startedAt: 1 });
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

  async removeClient(clientId: string): Promise<void> {
    await this.#clients.deleteOne({ _id: clientId });
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
}
