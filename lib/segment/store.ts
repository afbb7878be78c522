/**
 * What is remembered of Segment's calls.
 *
 * - `user_accounts` has one document a user: the account that the newest group call (or identify call with an account)
 *   put them in, for calls that name none.
 * - `segment_calls` has one document a group or identify call that was applied, so that a call sent again does not undo
 *   what was changed since.
 */
import type { AnyBulkWriteOperation, Collection, Db } from "mongodb";
import { composeIds } from "@/lib/platform/composed_ids.ts";
import type { Log } from "@/lib/platform/log.ts";
import { duplicatePositions, findInBatches } from "@/lib/platform/mongo.ts";

export interface UserAccount {
  /** `user:<userId>` or `anonymous:<anonymousId>` */
  _id: string;
  externalId: string;
  /** When the user was put there. */
  at: Date;
}

interface AppliedCall {
  /** The account, the kind of call and the messageId. */
  _id: string;
  appliedAt: Date;
}

/** A call sent again after this long is a new one. */
const CALL_MEMORY_SECONDS = 30 * 24 * 3600;

export class SegmentStore {
  readonly #accounts: Collection<UserAccount>;
  readonly #calls: Collection<AppliedCall>;

  constructor(db: Db) {
    this.#accounts = db.collection("user_accounts");
    this.#calls = db.collection("segment_calls");
  }

  async ensure(): Promise<void> {
    await this.#calls.createIndex({ appliedAt: 1 }, { expireAfterSeconds: CALL_MEMORY_SECONDS });
  }

  /** For what earlier versions stored. */
  async composeIds(log: Log): Promise<void> {
    await composeIds(this.#accounts, { fields: ["externalId"], shared: ["externalId"] }, log);
    await composeIds(this.#calls, { fields: [] }, log);
  }

  /** externalIds by user, for those that are remembered. */
  async findAccounts(identities: readonly string[]): Promise<Map<string, string>> {
    const found = await findInBatches(
      identities,
      (batch) => this.#accounts.find({ _id: { $in: batch } }).toArray(),
    );
    return new Map(found.map(({ _id, externalId }) => [_id, externalId]));
  }

  /** Remembers where users are, unless something newer is remembered. */
  async saveAccounts(accounts: readonly UserAccount[]): Promise<void> {
    if (accounts.length === 0) return;
    const operations = accounts.map((account): AnyBulkWriteOperation<UserAccount> => ({
      replaceOne: {
        filter: { _id: account._id, at: { $lte: account.at } },
        replacement: account,
        upsert: true,
      },
    }));
    await ignoringDuplicates(() => this.#accounts.bulkWrite(operations, { ordered: false }));
  }

  /** Of the given calls, those that were applied. */
  async findApplied(ids: readonly string[]): Promise<Set<string>> {
    const found = await findInBatches(ids, (batch) => this.#calls.find({ _id: { $in: batch } }).toArray());
    return new Set(found.map(({ _id }) => _id));
  }

  async saveApplied(ids: readonly string[], appliedAt: Date): Promise<void> {
    if (ids.length === 0) return;
    const calls = ids.map((_id) => ({ _id, appliedAt }));
    await ignoringDuplicates(() => this.#calls.insertMany(calls, { ordered: false }));
  }
}

/** Runs a bulk write of which a document may be there already, which is then left as it is. */
async function ignoringDuplicates(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    duplicatePositions(error);
  }
}
