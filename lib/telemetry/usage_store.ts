/** `usage_daily`: one document a client and local day. */
import { type AnyBulkWriteOperation, type Collection, type Db } from "mongodb";
import { LIMITS } from "@/lib/platform/limits.ts";
import { duplicatePositions } from "@/lib/platform/mongo.ts";
import type { Day } from "@/lib/platform/days.ts";
import type { UsageDay } from "@/lib/telemetry/schema.ts";

/** A write meets a concurrent first write at most once; a second meeting means that the stored one is newer. */
const WRITE_TRIES = 3;

/** What a client sent last before some day. */
export interface LastSent {
  /** Time of its newest event. */
  at: Date;
  /** The last day on which each of the types asked for came; one that never came is left out. */
  days: ReadonlyMap<string, Day>;
}

export class UsageStore {
  readonly #days: Collection<UsageDay>;

  constructor(db: Db) {
    this.#days = db.collection("usage_daily");
  }

  async ensure(): Promise<void> {
    await this.#days.createIndex({ clientId: 1, day: 1 }, { unique: true });
    await this.#days.createIndex({ day: 1 });
  }

  /** Stores the days, except where a newer revision is stored already. */
  async write(days: readonly UsageDay[]): Promise<void> {
    let pending = days.length < LIMITS.insertFirstFrom ? [...days] : await this.#insertNew([...days]);
    for (let attempt = 0; pending.length > 0 && attempt < WRITE_TRIES; attempt++) {
      pending = await this.#tryWrite(pending);
    }
  }

  /** Stores the days that were never rolled up, and returns the others. */
  async #insertNew(days: UsageDay[]): Promise<UsageDay[]> {
    try {
      await this.#days.insertMany(days, { ordered: false });
      return [];
    } catch (error) {
      return duplicatePositions(error).flatMap((position) => days[position] ?? []);
    }
  }

  async #tryWrite(days: UsageDay[]): Promise<UsageDay[]> {
    const operations = days.map((day): AnyBulkWriteOperation<UsageDay> => ({
      replaceOne: {
        filter: { _id: day._id, revision: { $lte: day.revision } },
        replacement: day,
        upsert: true,
      },
    }));
    try {
      await this.#days.bulkWrite(operations, { ordered: false });
      return [];
    } catch (error) {
      return duplicatePositions(error).flatMap((position) => days[position] ?? []);
    }
  }

  /** Days of several clients from `first` to `last`, both included. */
  find(clientIds: readonly string[], first: Day, last: Day): Promise<UsageDay[]> {
    return this.#days.find({ clientId: { $in: [...clientIds] }, day: { $gte: first, $lte: last } }).toArray();
  }

  /** Every day of one client, oldest first. */
  findDaysOf(clientId: string): Promise<Day[]> {
    return this.#days.find({ clientId }, { projection: { day: 1 } }).sort({ day: 1 }).map((found) =>
      found.day
    ).toArray();
  }

  /** What the given clients sent last before the day `before`; one that sent nothing by then is left out. */
  async findLastSent(
    clientIds: readonly string[],
    types: readonly string[],
    before: Day,
  ): Promise<Map<string, LastSent>> {
    const lastDay = (type: string) => ({
      $max: { $cond: [{ $gte: [{ $ifNull: [`$counts.${type}`, -1] }, 0] }, "$day", null] },
    });
    const found = await this.#days.aggregate<
      { _id: string; at: Date | null; [day: `day${number}`]: Day | null }
    >(
      [
        { $match: { clientId: { $in: [...clientIds] }, day: { $lt: before } } },
        {
          $group: {
            _id: "$clientId",
            at: { $max: "$lastEventAt" },
            ...Object.fromEntries(types.map((type, index) => [`day${index}`, lastDay(type)])),
          },
        },
      ],
    ).toArray();
    return new Map(found.flatMap((group) => {
      const days = types.flatMap((type, index) => {
        const day = group[`day${index}`];
        return day ? [[type, day] as const] : [];
      });
      return group.at ? [[group._id, { at: group.at, days: new Map(days) }]] : [];
    }));
  }

  /** Sums a day and type over all clients, for days from `first` to `last`. */
  async sumByDay(first: Day, last: Day): Promise<Map<Day, Record<string, number>>> {
    const found = await this.#days.aggregate<{ _id: { day: Day; type: string }; count: number }>([
      { $match: { day: { $gte: first, $lte: last } } },
      { $project: { day: 1, counts: { $objectToArray: "$counts" } } },
      { $unwind: "$counts" },
      { $group: { _id: { day: "$day", type: "$counts.k" }, count: { $sum: "$counts.v" } } },
    ]).toArray();
    const days = new Map<Day, Record<string, number>>();
    for (const { _id, count } of found) days.set(_id.day, { ...days.get(_id.day), [_id.type]: count });
    return days;
  }

  countOfClient(clientId: string): Promise<number> {
    return this.#days.countDocuments({ clientId });
  }

  async removeClient(clientId: string): Promise<number> {
    return (await this.#days.deleteMany({ clientId })).deletedCount;
  }
}
