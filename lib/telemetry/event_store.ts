/**
 * Raw events and what makes each count exactly once.
 *
 * - `telemetry` (time-series) is append-only and may hold an event twice: time-series collections take no unique index.
 * - `telemetry_messages` has one document a (client, messageId): the first copy that was safely stored claims the id.
 *   A later copy with another time is a stray: it is remembered there and left out of every roll-up.
 * - `telemetry_intake` is a journal: an entry is written before events are appended and removed after their days are
 *   marked dirty, so that whatever a killed process left half done is found and finished.
 */
import { type Collection, type Db } from "mongodb";
import { duplicatePositions, ensureTtlIndex, findInBatches } from "@/lib/platform/mongo.ts";
import type { Interval } from "@/lib/platform/days.ts";
import { strayKey } from "@/lib/telemetry/roll_up.ts";
import type { ClientDay, StoredEvent } from "@/lib/telemetry/schema.ts";

/** Who claimed a messageId, and the times of copies that must not count. */
interface Message {
  /** `<clientId>:<messageId>` */
  _id: string;
  clientId: string;
  ts: Date;
  simulationRun?: string;
  strays?: Date[];
}

export interface IntakeEntry {
  _id: string;
  receivedAt: Date;
  days: ClientDay[];
}

const SECONDS_PER_DAY = 24 * 3600;
/** Raw events outlive the retention by this much, so that every local day inside it can be recomputed whole. */
const RETENTION_MARGIN_DAYS = 2;

const messageKey = (event: StoredEvent) => `${event.meta.clientId}:${event.messageId}`;

export class EventStore {
  readonly #events: Collection<StoredEvent>;
  readonly #messages: Collection<Message>;
  readonly #intake: Collection<IntakeEntry>;

  constructor(readonly db: Db) {
    this.#events = db.collection("telemetry");
    this.#messages = db.collection("telemetry_messages");
    this.#intake = db.collection("telemetry_intake");
  }

  /** Creates the collections and indexes, and applies the retention to those that exist. */
  async ensure(retentionDays: number, existing: ReadonlySet<string>): Promise<void> {
    const expireAfterSeconds = (retentionDays + RETENTION_MARGIN_DAYS) * SECONDS_PER_DAY;
    if (existing.has("telemetry")) await this.db.command({ collMod: "telemetry", expireAfterSeconds });
    else {
      await this.db.createCollection("telemetry", {
        timeseries: { timeField: "ts", metaField: "meta", granularity: "minutes" },
        expireAfterSeconds,
      });
    }
    await this.#events.createIndex({ "meta.clientId": 1, ts: 1 });
    // A whole index: not every server of MongoDB's protocol uses a partial one, or the one on _id for a range.
    await this.#messages.createIndex({ clientId: 1 });
    // A day longer than the events themselves: an id outlives what it protects.
    await ensureTtlIndex(this.#messages, { ts: 1 }, expireAfterSeconds + SECONDS_PER_DAY);
    await this.#intake.createIndex({ receivedAt: 1 });
  }

  async openIntake(entry: IntakeEntry): Promise<void> {
    await this.#intake.insertOne(entry);
  }

  async closeIntake(id: string): Promise<void> {
    await this.#intake.deleteOne({ _id: id });
  }

  async closeIntakes(ids: readonly string[]): Promise<void> {
    await this.#intake.deleteMany({ _id: { $in: [...ids] } });
  }

  /** Journal entries of requests that began before `before` and never finished, oldest first. */
  findOpenIntakes(before: Date, limit: number): Promise<IntakeEntry[]> {
    return this.#intake.find({ receivedAt: { $lt: before } }).sort({ receivedAt: 1 }).limit(limit).toArray();
  }

  async append(events: StoredEvent[]): Promise<void> {
    await this.#events.insertMany(events, { ordered: false });
  }

  /**
   * Claims the messageIds of events that are already stored. Returns the events that were claimed before; where such
   * a copy carries another time than the first, its time is recorded as a stray.
   */
  async claim(events: StoredEvent[]): Promise<StoredEvent[]> {
    const messages = events.map((event): Message => ({
      _id: messageKey(event),
      clientId: event.meta.clientId,
      ts: event.ts,
      ...(event.meta.simulationRun === undefined ? {} : { simulationRun: event.meta.simulationRun }),
    }));
    try {
      await this.#messages.insertMany(messages, { ordered: false });
      return [];
    } catch (error) {
      const repeated = duplicatePositions(error).flatMap((position) => events[position] ?? []);
      await this.#recordStrays(repeated);
      return repeated;
    }
  }

  /**
   * The messageIds of a client that begin with `prefix` and are claimed. One read of a range: thousands of ids in one
   * `$in` take seconds.
   *
   * @param prefix at least one character
   */
  async findClaimed(clientId: string, prefix: string): Promise<Set<string>> {
    const from = `${clientId}:${prefix}`;
    const behind = from.slice(0, -1) + String.fromCharCode(from.charCodeAt(from.length - 1) + 1);
    const found = this.#messages.find({ clientId, _id: { $gte: from, $lt: behind } }, {
      projection: { _id: 1 },
    });
    const claimed = new Set<string>();
    for await (const { _id } of found) claimed.add(_id.slice(clientId.length + 1));
    return claimed;
  }

  async #recordStrays(repeated: StoredEvent[]): Promise<void> {
    const claims = await findInBatches(
      repeated.map(messageKey),
      (batch) => this.#messages.find({ _id: { $in: batch } }, { projection: { ts: 1 } }).toArray(),
    );
    const claimedAt = new Map(claims.map((message) => [message._id, message.ts.getTime()]));
    const strays = repeated.filter((event) => {
      const time = claimedAt.get(messageKey(event));
      return time !== undefined && time !== event.ts.getTime();
    });
    if (strays.length === 0) return;
    await this.#messages.bulkWrite(
      strays.map((event) => ({
        updateOne: { filter: { _id: messageKey(event) }, update: { $addToSet: { strays: event.ts } } },
      })),
      { ordered: false },
    );
  }

  /** Raw events of a client in an interval, copies included, in no particular order. */
  events(clientId: string, { from, to }: Interval): AsyncIterable<StoredEvent> {
    return this.#events.find({ "meta.clientId": clientId, ts: { $gte: from, $lt: to } }, {
      projection: { _id: 0 },
    });
  }

  /** Events by when they were received, for finishing what killed processes began. */
  findReceived(
    { clientIds, interval, receivedAt }: { clientIds: string[]; interval: Interval; receivedAt: Date[] },
  ): AsyncIterable<StoredEvent> {
    return this.#events.find({
      "meta.clientId": { $in: clientIds },
      ts: { $gte: interval.from, $lt: interval.to },
      receivedAt: { $in: receivedAt },
    }, { projection: { _id: 0 } });
  }

  /** `<messageId>@<time>` of the copies in the interval that must not count. */
  async findStrays(clientId: string, { from, to }: Interval): Promise<Set<string>> {
    const messages = await this.#messages.find({
      clientId,
      strays: { $elemMatch: { $gte: from, $lt: to } },
    }).toArray();
    const prefix = clientId.length + 1;
    return new Set(
      messages.flatMap((message) =>
        (message.strays ?? []).map((time) => strayKey({ messageId: message._id.slice(prefix), ts: time }))
      ),
    );
  }

  /** Time of the first and last raw event of a client; `null` when it has none. */
  async span(clientId: string): Promise<{ first: Date; last: Date } | null> {
    const filter = { "meta.clientId": clientId };
    const projection = { ts: 1, _id: 0 };
    const [first] = await this.#events.find(filter, { projection }).sort({ ts: 1 }).limit(1).toArray();
    const [last] = await this.#events.find(filter, { projection }).sort({ ts: -1 }).limit(1).toArray();
    return first && last ? { first: first.ts, last: last.ts } : null;
  }

  /** Simulated events of a client, of every run. */
  async findSimulated(clientId: string): Promise<StoredEvent[]> {
    return await this.#events.find({ "meta.clientId": clientId, "meta.simulationRun": { $exists: true } }, {
      projection: { _id: 0 },
    }).toArray();
  }

  /** Removes simulated events and their ids; returns how many events went. */
  async removeSimulated(clientId: string): Promise<number> {
    const simulated = { $exists: true };
    const { deletedCount } = await this.#events.deleteMany({
      "meta.clientId": clientId,
      "meta.simulationRun": simulated,
    });
    await this.#messages.deleteMany({ clientId, simulationRun: simulated });
    return deletedCount;
  }

  countOfClient(clientId: string): Promise<number> {
    return this.#events.countDocuments({ "meta.clientId": clientId });
  }

  /** Removes everything of a client; returns how many events went. */
  async removeClient(clientId: string): Promise<number> {
    const { deletedCount } = await this.#events.deleteMany({ "meta.clientId": clientId });
    await this.#messages.deleteMany({ clientId });
    return deletedCount;
  }
}
