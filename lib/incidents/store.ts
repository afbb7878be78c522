import type { AnyBulkWriteOperation, Collection, Db, Filter } from "mongodb";
import { composeIds } from "@/lib/platform/composed_ids.ts";
import type { Log } from "@/lib/platform/log.ts";
import { isDuplicateKey } from "@/lib/platform/mongo.ts";
import type { Incident } from "@/lib/incidents/schema.ts";
import { ListReader } from "@/lib/lists/list_reader.ts";

export class IncidentStore {
  readonly #incidents: Collection<Incident>;
  /** Sorted reads of many. */
  readonly list: ListReader<Incident>;

  constructor(db: Db) {
    this.#incidents = db.collection("incidents");
    this.list = new ListReader(this.#incidents);
  }

  async ensure(): Promise<void> {
    await this.#incidents.createIndexes([
      { key: { clientId: 1, status: 1, severity: 1 } },
      { key: { status: 1, openedAt: 1 } },
      { key: { openedAt: 1, _id: 1 } },
      {
        key: { clientId: 1, externalId: 1 },
        unique: true,
        partialFilterExpression: { externalId: { $type: "string" } },
      },
    ]);
  }

  /** For what earlier versions stored. */
  composeIds(log: Log): Promise<void> {
    return composeIds(this.#incidents, { fields: ["externalId"], unique: ["clientId", "externalId"] }, log);
  }

  /**
   * Returns the incident as stored: the one given, the one that was inserted under this id before, or the one that the
   * client has under this externalId.
   */
  async insert(incident: Incident): Promise<Incident> {
    try {
      await this.#incidents.insertOne(incident);
      return incident;
    } catch (error) {
      const before = isDuplicateKey(error) ? await this.#findSame(incident) : null;
      if (!before) throw error;
      return before;
    }
  }

  async #findSame({ _id, clientId, externalId }: Incident): Promise<Incident | null> {
    const same = await this.find(_id);
    return same || externalId === null ? same : await this.findByExternalId(clientId, externalId);
  }

  findByExternalId(clientId: string, externalId: string): Promise<Incident | null> {
    return this.#incidents.findOne({ clientId, externalId });
  }

  find(id: string): Promise<Incident | null> {
    return this.#incidents.findOne({ _id: id });
  }

  async update(id: string, version: number, changes: Partial<Incident>): Promise<boolean> {
    const { matchedCount } = await this.#incidents.updateOne({ _id: id, version }, {
      $set: changes,
      $inc: { version: 1 },
    });
    return matchedCount === 1;
  }

  /** Inserts or replaces by (client, externalId), for imports; returns how many documents changed. */
  async upsertMany(incidents: readonly Incident[]): Promise<number> {
    if (incidents.length === 0) return 0;
    const operations = incidents.map((incident): AnyBulkWriteOperation<Incident> => {
      const { _id, createdAt, version, updatedAt: _updatedAt, ...fields } = incident;
      return {
        updateOne: {
          filter: { clientId: incident.clientId, externalId: incident.externalId },
          update: { $set: fields, $setOnInsert: { _id, createdAt, version, updatedAt: createdAt } },
          upsert: true,
        },
      };
    });
    const result = await this.#incidents.bulkWrite(operations, { ordered: false });
    return result.upsertedCount + result.modifiedCount;
  }

  /** What the score of these clients needs: everything opened before `before` and not resolved before `from`. */
  findForScoring(clientIds: readonly string[], from: Date, before: Date): Promise<Incident[]> {
    return this.#incidents.find({
      clientId: { $in: [...clientIds] },
      openedAt: { $lt: before },
      $or: [{ resolvedAt: null }, { resolvedAt: { $gte: from } }],
    }).toArray();
  }

  /** Open first, then the newest. */
  findOfClient(clientId: string, limit: number): Promise<Incident[]> {
    return this.#incidents.aggregate<Incident>([
      { $match: { clientId } },
      { $set: { closed: { $eq: ["$status", "resolved"] } } },
      { $sort: { closed: 1, openedAt: -1, _id: 1 } },
      { $limit: limit },
      { $unset: "closed" },
    ]).toArray();
  }

  /** Every incident of these clients. */
  findOfClients(clientIds: readonly string[]): Promise<Incident[]> {
    return this.#incidents.find({ clientId: { $in: [...clientIds] } }).toArray();
  }

  countOpen(): Promise<number> {
    return this.#incidents.countDocuments({ status: { $in: ["open", "investigating"] } });
  }

  /** How many were open at that moment, whatever became of them later. */
  countOpenAt(instant: Date): Promise<number> {
    return this.#incidents.countDocuments({
      openedAt: { $lte: instant },
      $or: [{ resolvedAt: null }, { resolvedAt: { $gt: instant } }],
    });
  }

  countUnresolvedOf(clientId: string): Promise<number> {
    return this.#incidents.countDocuments({ clientId, status: { $in: ["open", "investigating"] } });
  }

  count(filter: Filter<Incident>): Promise<number> {
    return this.#incidents.countDocuments(filter);
  }

  async remove(id: string, version: number): Promise<boolean> {
    return (await this.#incidents.deleteOne({ _id: id, version })).deletedCount === 1;
  }

  async removeSimulated(clientId: string): Promise<number> {
    return (await this.#incidents.deleteMany({ clientId, simulationRun: { $type: "string" } })).deletedCount;
  }

  countOfClient(clientId: string): Promise<number> {
    return this.#incidents.countDocuments({ clientId });
  }

  async removeClient(clientId: string): Promise<number> {
    return (await this.#incidents.deleteMany({ clientId })).deletedCount;
  }
}
