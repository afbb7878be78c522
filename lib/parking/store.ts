/** `parked_events`: what was sent for accounts that no client has yet. */
import type { Collection, Db } from "mongodb";
import { composeIds } from "@/lib/platform/composed_ids.ts";
import type { Log } from "@/lib/platform/log.ts";
import { duplicatePositions, findInBatches, isDuplicateKey } from "@/lib/platform/mongo.ts";
import type { Parked, ParkedEvent, ParkedTraits } from "@/lib/parking/schema.ts";

export interface AccountSummary {
  /** externalId */
  _id: string;
  name: string | null;
  events: number;
  firstEventAt: Date | null;
  lastEventAt: Date | null;
  lastReceivedAt: Date;
}

export class ParkedStore {
  readonly #parked: Collection<Parked>;

  constructor(db: Db) {
    this.#parked = db.collection("parked_events");
  }

  async ensure(): Promise<void> {
    await this.#parked.createIndex({ externalId: 1, receivedAt: 1 });
    await this.#parked.createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0 });
  }

  /** For what earlier versions stored. Of two messages that are one when composed each keeps its own id, so that both count. */
  composeIds(log: Log): Promise<void> {
    return composeIds(this.#parked, { fields: ["externalId", "messageId"], shared: ["externalId"] }, log);
  }

  /** Parks events; returns those that were parked already. */
  async insert(events: readonly ParkedEvent[]): Promise<Set<ParkedEvent>> {
    if (events.length === 0) return new Set();
    try {
      await this.#parked.insertMany([...events], { ordered: false });
      return new Set();
    } catch (error) {
      return new Set(duplicatePositions(error).flatMap((position) => events[position] ?? []));
    }
  }

  /** Adds to the traits of an account; what is parked of its other traits stays. */
  async mergeTraits({ _id, externalId, traits, receivedAt, expiresAt }: ParkedTraits): Promise<void> {
    const said = Object.fromEntries(
      Object.entries(traits ?? {}).map(([name, value]) => [`traits.${name}`, value]),
    );
    const update = {
      $set: { kind: "traits" as const, externalId, receivedAt, expiresAt, ...said },
    };
    try {
      await this.#parked.updateOne({ _id }, update, { upsert: true });
    } catch (error) {
      // Another request parked the first traits of the account at the same moment.
      if (!isDuplicateKey(error)) throw error;
      await this.#parked.updateOne({ _id }, update);
    }
  }

  /** How many documents there are, at no cost. */
  estimateTotal(): Promise<number> {
    return this.#parked.estimatedDocumentCount();
  }

  async countByAccount(externalIds: readonly string[]): Promise<Map<string, number>> {
    const found = await findInBatches(
      externalIds,
      (batch) =>
        this.#parked.aggregate<{ _id: string; count: number }>([
          { $match: { externalId: { $in: batch } } },
          { $group: { _id: "$externalId", count: { $sum: 1 } } },
        ]).toArray(),
    );
    return new Map(found.map(({ _id, count }) => [_id, count]));
  }

  /** Of the given ids, those that are parked. */
  async findKnown(ids: readonly string[]): Promise<Set<string>> {
    const found = await findInBatches(
      ids,
      (batch) => this.#parked.find({ _id: { $in: batch } }, { projection: { _id: 1 } }).toArray(),
    );
    return new Set(found.map(({ _id }) => _id));
  }

  /** What waits for an account, oldest first. */
  findOf(externalId: string, limit: number): Promise<Parked[]> {
    return this.#parked.find({ externalId }).sort({ receivedAt: 1 }).limit(limit).toArray();
  }

  /** Removes what was read and applied; traits that were added to meanwhile stay. */
  async remove(parked: readonly Parked[]): Promise<void> {
    const events = parked.filter((item) => item.kind === "event");
    if (events.length > 0) await this.#parked.deleteMany({ _id: { $in: events.map(({ _id }) => _id) } });
    for (const { _id, kind, receivedAt } of parked) {
      if (kind === "traits") await this.#parked.deleteOne({ _id, receivedAt });
    }
  }

  /**
   * Removes all that waits for an account, or what was received by `until`; returns how many events and how many
   * documents that were.
   */
  async removeAccount(externalId: string, until?: Date): Promise<{ events: number; documents: number }> {
    const filter = { externalId, ...(until ? { receivedAt: { $lte: until } } : {}) };
    const { deletedCount: events } = await this.#parked.deleteMany({ ...filter, kind: "event" });
    const { deletedCount: traits } = await this.#parked.deleteMany({ ...filter, kind: "traits" });
    return { events, documents: events + traits };
  }

  /** External ids that something waits for, after `after`, in order. */
  async findAccounts(options: { after: string | null; limit: number }): Promise<string[]> {
    const found = await this.#parked.aggregate<{ _id: string }>([
      { $match: options.after === null ? {} : { externalId: { $gt: options.after } } },
      { $group: { _id: "$externalId" } },
      { $sort: { _id: 1 } },
      { $limit: options.limit },
    ]).toArray();
    return found.map(({ _id }) => _id);
  }

  async countAccounts(): Promise<number> {
    const [found] = await this.#parked.aggregate<{ count: number }>([
      { $group: { _id: "$externalId" } },
      { $count: "count" },
    ]).toArray();
    return found?.count ?? 0;
  }

  summarise(externalIds: readonly string[]): Promise<AccountSummary[]> {
    return this.#parked.aggregate<AccountSummary>([
      { $match: { externalId: { $in: [...externalIds] } } },
      {
        $group: {
          _id: "$externalId",
          name: { $max: "$traits.name" },
          events: { $sum: { $cond: [{ $eq: ["$kind", "event"] }, 1, 0] } },
          firstEventAt: { $min: "$ts" },
          lastEventAt: { $max: "$ts" },
          lastReceivedAt: { $max: "$receivedAt" },
        },
      },
      { $sort: { _id: 1 } },
    ]).toArray();
  }
}
