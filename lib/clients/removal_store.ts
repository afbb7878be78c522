import type { Collection, Db } from "mongodb";

/** A client that is being deleted, or was a short while ago. */
export interface Removal {
  /** Id of the client. */
  _id: string;
  requestedAt: Date;
  /** Only this version is to be deleted; `null` for any. */
  version: number | null;
  /** The client document is gone. */
  hidden: boolean;
}

/** `client_removals`: what a killed process left half deleted is found here. */
export class RemovalStore {
  readonly #removals: Collection<Removal>;

  constructor(db: Db) {
    this.#removals = db.collection("client_removals");
  }

  async ensure(): Promise<void> {
    await this.#removals.createIndex({ requestedAt: 1 });
  }

  async begin(removal: Removal): Promise<void> {
    await this.#removals.replaceOne({ _id: removal._id }, removal, { upsert: true });
  }

  async markHidden(clientId: string): Promise<void> {
    await this.#removals.updateOne({ _id: clientId }, { $set: { hidden: true } });
  }

  async end(clientId: string): Promise<void> {
    await this.#removals.deleteOne({ _id: clientId });
  }

  findBefore(before: Date, limit: number): Promise<Removal[]> {
    return this.#removals.find({ requestedAt: { $lt: before } }).sort({ requestedAt: 1 }).limit(limit)
      .toArray();
  }
}
