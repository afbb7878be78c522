/**
 * `rollup_marks`: which (client, local day) must be rolled up again. A mark is never removed: `requested` counts how
 * often the day was marked and orders the computations made for it.
 */
import type { AnyBulkWriteOperation, Collection, Db } from "mongodb";
import type { Day } from "@/lib/platform/days.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { duplicatePositions } from "@/lib/platform/mongo.ts";
import { type ClientDay, clientDayId } from "@/lib/telemetry/schema.ts";

interface Mark extends ClientDay {
  _id: string;
  requested: number;
  dirty: boolean;
  markedAt: Date;
}

export interface DirtyDay {
  day: Day;
  requested: number;
}

export class MarkStore {
  readonly #marks: Collection<Mark>;

  constructor(db: Db) {
    this.#marks = db.collection("rollup_marks");
  }

  async ensure(): Promise<void> {
    // Whole indexes, not partial ones: not every server of MongoDB's protocol uses a partial index for a query.
    await this.#marks.createIndex({ clientId: 1, dirty: 1, day: 1 });
    await this.#marks.createIndex({ dirty: 1, markedAt: 1 });
  }

  async mark(days: readonly ClientDay[], at: Date): Promise<void> {
    const known = days.length < LIMITS.insertFirstFrom ? days : await this.#insertNew(days, at);
    if (known.length === 0) return;
    const operations = known.map((day): AnyBulkWriteOperation<Mark> => ({
      updateOne: {
        filter: { _id: clientDayId(day) },
        update: {
          $inc: { requested: 1 },
          $set: { dirty: true, markedAt: at },
          $setOnInsert: { clientId: day.clientId, day: day.day },
        },
        upsert: true,
      },
    }));
    await this.#marks.bulkWrite(operations, { ordered: false });
  }

  /** Marks the days that never were marked, and returns the others. */
  async #insertNew(days: readonly ClientDay[], at: Date): Promise<readonly ClientDay[]> {
    const marks = days.map((day): Mark => ({
      _id: clientDayId(day),
      clientId: day.clientId,
      day: day.day,
      requested: 1,
      dirty: true,
      markedAt: at,
    }));
    try {
      await this.#marks.insertMany(marks, { ordered: false });
      return [];
    } catch (error) {
      return duplicatePositions(error).flatMap((position) => days[position] ?? []);
    }
  }

  findDirty(clientId: string, limit: number): Promise<DirtyDay[]> {
    return this.#marks.find({ clientId, dirty: true }).sort({ day: 1 }).limit(limit)
      .map(({ day, requested }) => ({ day, requested })).toArray();
  }

  /** Clears the marks that were not renewed since they were read. */
  async clear(clientId: string, days: readonly DirtyDay[]): Promise<void> {
    if (days.length === 0) return;
    // One update for all days that were marked equally often: half the work of one for each.
    const groups = Map.groupBy(days, ({ requested }) => requested);
    await this.#marks.bulkWrite(
      [...groups].map(([requested, group]): AnyBulkWriteOperation<Mark> => ({
        updateMany: {
          filter: { _id: { $in: group.map(({ day }) => clientDayId({ clientId, day })) }, requested },
          update: { $set: { dirty: false } },
        },
      })),
      { ordered: false },
    );
  }

  /** The revision each day would be computed for, marked or not; days never marked are absent. */
  async findRevisions(clientId: string): Promise<Map<Day, number>> {
    const marks = await this.#marks.find({ clientId }).toArray();
    return new Map(marks.map(({ day, requested }) => [day, requested]));
  }

  /** Clients with a day marked before `before` and still dirty. */
  async findForgotten(before: Date, limit: number): Promise<string[]> {
    const found = await this.#marks.aggregate<{ _id: string }>([
      { $match: { dirty: true, markedAt: { $lt: before } } },
      { $group: { _id: "$clientId" } },
      { $limit: limit },
    ]).toArray();
    return found.map((group) => group._id);
  }

  /** Clients that have any dirty day. */
  findDirtyClients(): Promise<string[]> {
    return this.#marks.distinct("clientId", { dirty: true });
  }

  async removeClient(clientId: string): Promise<void> {
    await this.#marks.deleteMany({ clientId });
  }
}
