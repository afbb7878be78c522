import type { Collection, Db, Filter } from "mongodb";
import { composeIds } from "@/lib/platform/composed_ids.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Log } from "@/lib/platform/log.ts";
import { findInBatches, isDuplicateKey } from "@/lib/platform/mongo.ts";
import { timezonesOf } from "@/lib/clients/renewals.ts";
import { type Client, CURRENT_STATUSES, type StoredHealth } from "@/lib/clients/schema.ts";
import { searchFields } from "@/lib/clients/folding.ts";
import { ListReader } from "@/lib/lists/list_reader.ts";

/** What is needed of a client to take in its telemetry. */
export type ClientRef = Pick<Client, "_id" | "externalId" | "timezone">;

/** What of a client decides how days and amounts about it are read. */
export type ClientSettings = Pick<Client, "externalId" | "timezone" | "currency" | "mrr">;

/** Values offered of one field; beyond these one types what one means. */
const CHOICES_MAX = 500;

/** What there is to choose from in filters and forms, each in order of the alphabet, the first few hundred. */
export interface ClientChoices {
  plans: string[];
  industries: string[];
  owners: string[];
  tags: string[];
  currencies: string[];
  /** Clients of any status. */
  clients: number;
}

const REF_PROJECTION = { externalId: 1, timezone: 1 } as const;
const CURRENT: Filter<Client> = { status: { $in: [...CURRENT_STATUSES] } };

/** Of earlier versions: nothing reads them any more. */
const FORMER_INDEXES = ["foldedExternalId_1"];

type FormerClient = Pick<Client, "_id" | "name" | "externalId" | "plan" | "industry" | "owner" | "tags">;

function renewal(former: FormerClient) {
  const { _id, externalId, plan, industry, owner, tags } = former;
  const name = former.name.normalize();
  const $set = {
    name,
    plan: plan.normalize(),
    industry: industry?.normalize() ?? null,
    owner: owner?.normalize() ?? null,
    tags: tags.map((tag) => tag.normalize()),
    ...searchFields({ name, externalId: externalId.normalize() }),
  };
  return {
    updateOne: {
      filter: { _id, name: former.name, externalId },
      update: { $set, $unset: { foldedExternalId: true as const } },
    },
  };
}

export class ClientStore {
  readonly #clients: Collection<Client>;
  /** Sorted reads of many. */
  readonly list: ListReader<Client>;

  constructor(db: Db) {
    this.#clients = db.collection("clients");
    this.list = new ListReader(this.#clients);
  }

  async ensure(): Promise<void> {
    await this.#clients.createIndexes([
      { key: { externalId: 1 }, unique: true },
      // The very order of the risk radar, so that a page of it costs a page and not a sort of all.
      { key: { "health.band": 1, "health.score": 1, foldedName: 1, _id: 1 } },
      { key: { status: 1, foldedName: 1, _id: 1 } },
      { key: { renewsAt: 1 } },
      // Which zones there are is read from it alone.
      { key: { timezone: 1 } },
      { key: { foldedName: 1, _id: 1 } },
      { key: { searchWords: 1 } },
      { key: { createdAt: 1, _id: 1 } },
      // Amounts, those of one currency after those of another: upwards and downwards within each.
      { key: { currency: 1, mrr: 1, _id: 1 } },
      { key: { currency: 1, mrr: -1, _id: -1 } },
      { key: { rezonedAt: 1 }, sparse: true },
    ]);
    await this.#dropFormerIndexes();
    await this.#renewFormerClients();
  }

  async #dropFormerIndexes(): Promise<void> {
    const names = (await this.#clients.indexes()).map(({ name = "" }) => name);
    for (const name of FORMER_INDEXES) if (names.includes(name)) await this.#clients.dropIndex(name);
  }

  /**
   * Gives clients of earlier versions what they are found by, and composes their text as it is asked for now (NFC). Each
   * is written only if its name and id are still those read.
   */
  async #renewFormerClients(): Promise<void> {
    const without = { searchWords: { $exists: false } };
    const projection = { name: 1, externalId: 1, plan: 1, industry: 1, owner: 1, tags: 1 };
    for (;;) {
      const found = await this.#clients.find(without, { projection }).limit(LIMITS.searchRefoldBatch)
        .toArray();
      if (found.length === 0) return;
      await this.#clients.bulkWrite(found.map((client) => renewal(client)), { ordered: false });
    }
  }

  /** For what earlier versions stored. */
  composeIds(log: Log): Promise<void> {
    return composeIds(this.#clients, { fields: ["externalId"], unique: ["externalId"] }, log);
  }

  /** Returns the client as stored: the one given, or the one that was inserted under this id before. */
  async insert(client: Client): Promise<Client> {
    try {
      await this.#clients.insertOne(client);
      return client;
    } catch (error) {
      const before = isDuplicateKey(error) ? await this.find(client._id) : null;
      if (!before) throw error;
      return before;
    }
  }

  find(id: string): Promise<Client | null> {
    return this.#clients.findOne({ _id: id });
  }

  findByExternalId(externalId: string): Promise<Client | null> {
    return this.#clients.findOne({ externalId });
  }

  /** Of the given external ids, the clients that exist. */
  findByExternalIds(externalIds: readonly string[]): Promise<Client[]> {
    return findInBatches(
      externalIds,
      (batch) => this.#clients.find({ externalId: { $in: batch } }).toArray(),
    );
  }

  async insertMany(clients: readonly Client[]): Promise<void> {
    if (clients.length > 0) await this.#clients.insertMany([...clients], { ordered: false });
  }

  findMany(ids: readonly string[]): Promise<Client[]> {
    return findInBatches(ids, (batch) => this.#clients.find({ _id: { $in: batch } }).toArray());
  }

  /** The clients named by id or by external id, whichever of them exist. */
  async findRefs(ids: readonly string[], externalIds: readonly string[]): Promise<ClientRef[]> {
    const find = (filter: Filter<Client>) =>
      this.#clients.find(filter, { projection: REF_PROJECTION }).toArray();
    const byId = await findInBatches(ids, (batch) => find({ _id: { $in: batch } }));
    const byExternalId = await findInBatches(externalIds, (batch) => find({ externalId: { $in: batch } }));
    return [...byId, ...byExternalId];
  }

  /** Of the given external ids, what is set of the clients that exist and decides how words about them are read. */
  findSettings(externalIds: readonly string[]): Promise<ClientSettings[]> {
    const projection = { _id: 0, externalId: 1, timezone: 1, currency: 1, mrr: 1 } as const;
    return findInBatches(
      externalIds,
      (batch) => this.#clients.find<ClientSettings>({ externalId: { $in: batch } }, { projection }).toArray(),
    );
  }

  /** Ids of clients in id order, after `after`; all of them or only the current ones. */
  async findIds(options: { after: string | null; limit: number; currentOnly: boolean }): Promise<string[]> {
    const filter: Filter<Client> = {
      ...(options.currentOnly ? CURRENT : {}),
      ...(options.after === null ? {} : { _id: { $gt: options.after } }),
    };
    const found = await this.#clients.find(filter, { projection: { _id: 1 } }).sort({ _id: 1 }).limit(
      options.limit,
    )
      .toArray();
    return found.map((client) => client._id);
  }

  /** Ids of so many current clients, or fewer where there are not as many, drawn at random. */
  async sampleIds(size: number): Promise<string[]> {
    const found = await this.#clients.aggregate<{ _id: string }>([
      { $match: CURRENT },
      { $sample: { size } },
      { $project: { _id: 1 } },
    ]).toArray();
    return [...new Set(found.map(({ _id }) => _id))];
  }

  findNames(ids: readonly string[]): Promise<Pick<Client, "_id" | "name">[]> {
    return findInBatches(
      ids,
      (batch) => this.#clients.find({ _id: { $in: batch } }, { projection: { name: 1 } }).toArray(),
    );
  }

  timezones(): Promise<string[]> {
    return timezonesOf(this.#clients);
  }

  async choices(): Promise<ClientChoices> {
    const [plans, industries, owners, tags, currencies, clients] = await Promise.all([
      this.#distinct("plan"),
      this.#distinct("industry"),
      this.#distinct("owner"),
      this.#distinct("tags"),
      this.#distinct("currency"),
      this.#clients.estimatedDocumentCount(),
    ]);
    return { plans, industries, owners, tags, currencies, clients };
  }

  async #distinct(field: "plan" | "industry" | "owner" | "tags" | "currency"): Promise<string[]> {
    const values: unknown[] = await this.#clients.distinct(field);
    return values.filter((value) => typeof value === "string").sort((a, b) => a.localeCompare(b, "en"))
      .slice(0, CHOICES_MAX);
  }

  /** Stores changed fields when the version is still the one read; returns false when it is not. */
  async update(id: string, version: number, changes: Partial<Client>): Promise<boolean> {
    const { matchedCount } = await this.#clients.updateOne({ _id: id, version }, {
      $set: changes,
      $inc: { version: 1 },
    });
    return matchedCount === 1;
  }

  /** Stores a score unless one of later facts is there; returns whether it was stored. */
  async updateHealth(id: string, health: StoredHealth): Promise<boolean> {
    const { matchedCount } = await this.#clients.updateOne(
      { _id: id, $or: [{ health: null }, { "health.computedAt": { $lte: health.computedAt } }] },
      { $set: { health } },
    );
    return matchedCount === 1;
  }

  /** @param version only this version; any if `null` */
  async remove(id: string, version: number | null = null): Promise<boolean> {
    const filter = version === null ? { _id: id } : { _id: id, version };
    return (await this.#clients.deleteOne(filter)).deletedCount === 1;
  }

  /** How many clients match, and what they pay a month by currency, in order of the codes. */
  async totals(
    filter: Filter<Client>,
  ): Promise<{ total: number; mrr: { amount: number; currency: string }[] }> {
    const groups = await this.#clients.aggregate<{ _id: string; clients: number; amount: number }>([
      { $match: filter },
      { $group: { _id: "$currency", clients: { $sum: 1 }, amount: { $sum: "$mrr" } } },
      { $sort: { _id: 1 } },
    ]).toArray();
    return {
      total: groups.reduce((sum, group) => sum + group.clients, 0),
      mrr: groups.map(({ _id, amount }) => ({ amount, currency: _id })),
    };
  }

  /** Clients whose time zone was changed before `before` and whose days have not all been rolled up anew. */
  findRezoned(before: Date, limit: number): Promise<Client[]> {
    return this.#clients.find({ rezonedAt: { $lt: before } }).limit(limit).toArray();
  }

  /** Forgets a change of time zone unless there was another one since. */
  async settleRezoning(id: string, rezonedAt: Date): Promise<void> {
    await this.#clients.updateOne({ _id: id, rezonedAt }, { $unset: { rezonedAt: true } });
  }
}
