import type { Collection, Db } from "mongodb";

/** All that is kept of a client that was deleted. */
export interface DeletedClient {
  /** Id that the client had: ours, which says nothing of it. */
  _id: string;
  deletedAt: Date;
}

/** `deleted_clients`: tells whoever asks for a deleted client from who asks for one that never was. */
export class DeletedClientStore {
  readonly #deleted: Collection<DeletedClient>;

  constructor(db: Db) {
    this.#deleted = db.collection("deleted_clients");
  }

  /** Of a client that was created under the same id anew and deleted again, the last time counts. */
  async record({ _id, deletedAt }: DeletedClient): Promise<void> {
    await this.#deleted.updateOne({ _id }, { $set: { deletedAt } }, { upsert: true });
  }

  /** For a deletion that a process may not have lived to record. */
  async recordMissing({ _id, deletedAt }: DeletedClient): Promise<void> {
    await this.#deleted.updateOne({ _id }, { $setOnInsert: { deletedAt } }, { upsert: true });
  }

  find(clientId: string): Promise<DeletedClient | null> {
    return this.#deleted.findOne({ _id: clientId });
  }
}
