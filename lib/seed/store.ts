/** `seeds`: when each seed was first sown. */
import type { Collection, Db } from "mongodb";

interface StoredSeed {
  _id: number;
  anchor: Date;
}

export class SeedStore {
  readonly #seeds: Collection<StoredSeed>;

  constructor(db: Db) {
    this.#seeds = db.collection("seeds");
  }

  /** The instant of the first run with this seed; `now` becomes it when there was none. */
  async anchor(seed: number, now: Date): Promise<Date> {
    const stored = await this.#seeds.findOneAndUpdate(
      { _id: seed },
      { $setOnInsert: { anchor: now } },
      { upsert: true, returnDocument: "after" },
    );
    return stored?.anchor ?? now;
  }
}
