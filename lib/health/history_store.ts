import type { Db } from "mongodb";
import type { Collection } from "mongodb";
import type { HealthPoint } from "@/lib/health/schema.ts";

export class HistoryStore {
  readonly #points: Collection<HealthPoint>;

  constructor(readonly db: Db) {
    this.#points = db.collection("health_history");
  }

  async ensure(existing: ReadonlySet<string>): Promise<void> {
    if (!existing.has("health_history")) {
      await this.db.createCollection("health_history", {
        timeseries: { timeField: "ts", metaField: "meta", granularity: "minutes" },
      });
    }
    await this.#points.createIndex({ "meta.clientId": 1, ts: 1 });
  }

  async append(points: HealthPoint[]): Promise<void> {
    if (points.length > 0) await this.#points.insertMany(points, { ordered: false });
  }

  /** Points of the clients from `from` on, by client, oldest first. */
  async findSince(clientIds: readonly string[], from: Date): Promise<Map<string, HealthPoint[]>> {
    const points = await this.#points.find({ "meta.clientId": { $in: [...clientIds] }, ts: { $gte: from } }, {
      projection: { _id: 0 },
    }).sort({ ts: 1 }).toArray();
    return Map.groupBy(points, (point) => point.meta.clientId);
  }

  countOfClient(clientId: string): Promise<number> {
    return this.#points.countDocuments({ "meta.clientId": clientId });
  }

  /** Removes the points of a client between two instants, both included, but for those stored by `except`. */
  async removeBetween(
    clientId: string,
    { from, until, except }: { from: Date; until: Date; except: string },
  ): Promise<void> {
    await this.#points.deleteMany({
      "meta.clientId": clientId,
      ts: { $gte: from, $lte: until },
      restore: { $ne: except },
    });
  }

  async removeClient(clientId: string): Promise<number> {
    return (await this.#points.deleteMany({ "meta.clientId": clientId })).deletedCount;
  }
}
