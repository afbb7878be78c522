import type { Collection, Db } from "mongodb";
import { composeIds } from "@/lib/platform/composed_ids.ts";
import type { Log } from "@/lib/platform/log.ts";

/** A client that is being deleted, or was a short while ago. */
export interface Removal {
  /** Id of the client. */
  _id: string;
  requestedAt: Date;
  /** What may be parked under it belonged to the client; absent where it is not known. */
  externalId?: string;
}

/**
 * `client_removals`: whose parts must be looked after because its document is gone, or may be. It asks for nothing by
 * itself: while the client is there nothing of it is touched.
 */
export class RemovalStore {
  readonly #removals: Collection<Removal>;

  constructor(db: Db) {
    this.#removals = db.collection("client_removals");
  }

  async ensure(): Promise<void> {
    await this.#removals.createIndex({ requestedAt: 1 });
  }

  /** For what earlier versions stored. */
  composeIds(log: Log): Promise<void> {
    return composeIds(this.#removals, { fields: ["externalId"] }, log);
  }

  async begin({ _id, ...removal }: Removal): Promise<void> {
    await this.#removals.updateOne({ _id }, { $set: removal }, { upsert: true });
  }

  async end(clientId: string): Promise<void> {
    await this.#removals.deleteOne({ _id: clientId });
  }

  findBefore(before: Date, limit: number): Promise<Removal[]> {
    return this.#removals.find({ requestedAt: { $lt: before } }).sort({ requestedAt: 1 }).limit(limit)
      .toArray();
  }
}
