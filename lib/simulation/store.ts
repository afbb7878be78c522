/** `simulation_runs`, `simulation_clients` and, for people, `simulation_log`. */
import type { AnyBulkWriteOperation, Collection, Db } from "mongodb";
import type { Client } from "@/lib/clients/schema.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { isDuplicateKey } from "@/lib/platform/mongo.ts";
import { newsKey } from "@/lib/simulation/news.ts";
import type {
  Reset,
  RunCounts,
  SimulatedClient,
  SimulationEntry,
  SimulationRun,
} from "@/lib/simulation/schema.ts";

type StoredEntry = Omit<SimulationEntry, "at"> & { _id: string; at: Date };

/** What is about to be done to a client. */
export interface Touch {
  client: Pick<Client, "_id" | "health">;
  events: number;
  incidents: number;
}

/** What was done to a client lately: far more than is done while a request may be sent again. */
const CAUSES_KEPT = 200;

/** What a reset took from one client, so that the same reset done again answers the same. */
interface ResetRecord extends Reset {
  /** `<reset>:<client>` */
  _id: string;
  reset: string;
  clientId: string;
  expiresAt: Date;
}

export class SimulationStore {
  readonly #runs: Collection<SimulationRun>;
  readonly #clients: Collection<SimulatedClient>;
  readonly #entries: Collection<StoredEntry>;
  readonly #resets: Collection<ResetRecord>;

  constructor(db: Db) {
    this.#runs = db.collection("simulation_runs");
    this.#clients = db.collection("simulation_clients");
    this.#entries = db.collection("simulation_log");
    this.#resets = db.collection("simulation_resets");
  }

  async ensure(): Promise<void> {
    await this.#runs.createIndex({ startedAt: 1 });
    await this.#entries.createIndex({ at: 1 }, { expireAfterSeconds: LIMITS.simulationLogKeptSeconds });
    await this.#resets.createIndexes([{ key: { reset: 1 } }, {
      key: { expiresAt: 1 },
      expireAfterSeconds: 0,
    }]);
  }

  /** Returns the run as stored: the one given, or the one that was inserted under this id before. */
  async insertRun(run: SimulationRun): Promise<SimulationRun> {
    try {
      await this.#runs.insertOne(run);
      return run;
    } catch (error) {
      const before = isDuplicateKey(error) ? await this.findRun(run._id) : null;
      if (!before) throw error;
      return before;
    }
  }

  findRun(id: string): Promise<SimulationRun | null> {
    return this.#runs.findOne({ _id: id });
  }

  async finishRun(runId: string, counts: RunCounts, finishedAt: Date): Promise<void> {
    await this.#runs.updateOne({ _id: runId }, { $set: { counts, finishedAt } });
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

  /**
   * To be called before anything simulated is written, so that a reset and the banner miss nothing.
   *
   * @param options.cause what is done; of one that is done again a client's events and incidents are counted once
   */
  async touch(touches: readonly Touch[], { cause, at }: { cause: string; at: Date }): Promise<void> {
    if (touches.length === 0) return;
    await this.#clients.bulkWrite(touches.flatMap(({ client, events, incidents }) =>
      [
        {
          updateOne: {
            filter: { _id: client._id },
            update: {
              $setOnInsert: { since: at, health: client.health, events: 0, incidents: 0 },
              $inc: { touched: 1 },
            },
            upsert: true,
          },
        },
        {
          updateOne: {
            filter: { _id: client._id, causes: { $ne: cause } },
            update: {
              $inc: { events, incidents },
              $push: { causes: { $each: [cause], $slice: -CAUSES_KEPT } },
            },
          },
        },
      ] satisfies AnyBulkWriteOperation<SimulatedClient>[]
    ));
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

  /** Notes what a reset is about to take from a client; returns what it noted the first time. */
  async noteReset(reset: string, clientId: string, counts: Reset, now: Date): Promise<Reset> {
    const expiresAt = new Date(now.getTime() + LIMITS.idempotencyKeptSeconds * 1_000);
    const _id = `${reset}:${clientId}`;
    await this.#resets.updateOne({ _id }, { $setOnInsert: { reset, clientId, ...counts, expiresAt } }, {
      upsert: true,
    });
    return (await this.findReset(reset)).get(clientId) ?? counts;
  }

  /** What a reset has taken so far, by client. */
  async findReset(reset: string): Promise<Map<string, Reset>> {
    const found = await this.#resets.find({ reset }).toArray();
    return new Map(
      found.map(({ clientId, events, incidents, days }) => [clientId, { events, incidents, days }]),
    );
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
