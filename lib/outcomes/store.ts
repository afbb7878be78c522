import type { AnyBulkWriteOperation, Collection, Db } from "mongodb";
import { composeIds } from "@/lib/platform/composed_ids.ts";
import type { Log } from "@/lib/platform/log.ts";
import type { Outcome } from "@/lib/outcomes/schema.ts";

export class OutcomeStore {
  readonly #outcomes: Collection<Outcome>;

  constructor(db: Db) {
    this.#outcomes = db.collection("outcomes");
  }

  async ensure(): Promise<void> {
    await this.#outcomes.createIndex({ clientId: 1, externalId: 1 }, { unique: true });
    await this.#outcomes.createIndex({ kind: 1, on: 1 });
  }

  /** For what earlier versions stored. */
  composeIds(log: Log): Promise<void> {
    return composeIds(this.#outcomes, { fields: ["externalId"], unique: ["clientId", "externalId"] }, log);
  }

  /** Inserts or replaces by (client, externalId); returns how many documents changed. */
  async upsertMany(outcomes: readonly Outcome[]): Promise<number> {
    if (outcomes.length === 0) return 0;
    const operations = outcomes.map(({ _id, createdAt, ...fields }): AnyBulkWriteOperation<Outcome> => ({
      updateOne: {
        filter: { clientId: fields.clientId, externalId: fields.externalId },
        update: { $set: fields, $setOnInsert: { _id, createdAt } },
        upsert: true,
      },
    }));
    const result = await this.#outcomes.bulkWrite(operations, { ordered: false });
    return result.upsertedCount + result.modifiedCount;
  }

  find(clientId: string, externalId: string): Promise<Outcome | null> {
    return this.#outcomes.findOne({ clientId, externalId });
  }

  /** Newest first. */
  findOfClient(clientId: string): Promise<Outcome[]> {
    return this.#outcomes.find({ clientId }).sort({ on: -1, externalId: 1 }).toArray();
  }

  countOfClient(clientId: string): Promise<number> {
    return this.#outcomes.countDocuments({ clientId });
  }

  async removeClient(clientId: string): Promise<number> {
    return (await this.#outcomes.deleteMany({ clientId })).deletedCount;
  }
}
