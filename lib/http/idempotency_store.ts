import type { Collection, Db, Filter } from "mongodb";
import { LIMITS } from "@/lib/platform/limits.ts";
import { isDuplicateKey } from "@/lib/platform/mongo.ts";

/** An answer as it was given. */
export interface StoredAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

interface Key {
  /** The key as it was sent. */
  _id: string;
  /** Of method, path and body. */
  digest: string;
  /** Who works on it. */
  token: string;
  /** When the first request came; those that take the work over keep it, as ids follow from it. */
  begunAt: Date;
  claimedAt: Date;
  answer: StoredAnswer | null;
  /** Whom the answer tells of. */
  clientId?: string;
  /** That client was deleted, and the answer with it. */
  gone?: true;
  expiresAt: Date;
}

export interface ClaimRequest {
  key: string;
  digest: string;
  token: string;
  now: Date;
}

/**
 * `claimed`: the work is the caller's, and may have been done before in part or in whole. `answered`: it was done
 * before. `gone`: so it was, and what it made was deleted. `running`: another request is at it. `different`: the key was
 * used for another request.
 */
export type Claim =
  | { state: "claimed"; begunAt: Date }
  | { state: "gone" }
  | { state: "answered"; answer: StoredAnswer }
  | { state: "running" }
  | { state: "different" };

/** `idempotency_keys`: what was answered to which key. In MongoDB, as a key must hold while Redis is away. */
export class IdempotencyStore {
  readonly #keys: Collection<Key>;

  constructor(db: Db) {
    this.#keys = db.collection("idempotency_keys");
  }

  async ensure(): Promise<void> {
    await this.#keys.createIndexes([{ key: { expiresAt: 1 }, expireAfterSeconds: 0 }, {
      key: { clientId: 1 },
      sparse: true,
    }]);
  }

  async claim(request: ClaimRequest): Promise<Claim> {
    const key = claimedKey(request);
    try {
      await this.#keys.insertOne(key);
      return { state: "claimed", begunAt: key.begunAt };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    const known = await this.#keys.findOne({ _id: request.key });
    if (!known) return { state: "running" };
    if (known.expiresAt <= request.now) return await this.#take(known, key);
    if (known.digest !== request.digest) return { state: "different" };
    if (known.gone) return { state: "gone" };
    if (known.answer) return { state: "answered", answer: known.answer };
    const abandonedBefore = request.now.getTime() - LIMITS.idempotencyClaimMs;
    if (known.claimedAt.getTime() > abandonedBefore) return { state: "running" };
    return await this.#take(known, { ...key, begunAt: known.begunAt });
  }

  /** Of several that take the same key over, one does. */
  async #take(known: Key, key: Key): Promise<Claim> {
    const taken = await this.#keys.replaceOne({ _id: key._id, token: known.token }, key);
    return taken.matchedCount === 1 ? { state: "claimed", begunAt: key.begunAt } : { state: "running" };
  }

  /**
   * Keeps the answer; not that of a request which was given up meanwhile.
   *
   * @param clientId whom the answer tells of; `null` when it names nobody
   */
  async complete(key: string, token: string, answer: StoredAnswer, clientId: string | null): Promise<void> {
    await this.#keys.updateOne(own(key, token), {
      $set: { answer, ...(clientId === null ? {} : { clientId }) },
    });
  }

  /** Frees a key whose request was refused: it did nothing, and the key may be used for another. */
  async release(key: string, token: string): Promise<void> {
    await this.#keys.deleteOne(own(key, token));
  }

  /** Lets the same request be sent again at once: the one before failed, and may have done its work. */
  async abandon(key: string, token: string): Promise<void> {
    await this.#keys.updateOne(own(key, token), { $set: { claimedAt: new Date(0) } });
  }

  /** Forgets what was answered about a client that is deleted; that the keys were used stays known. */
  async removeClient(clientId: string): Promise<void> {
    await this.#keys.updateMany({ clientId }, {
      $set: { answer: null, gone: true },
      $unset: { clientId: true },
    });
  }
}

function own(key: string, token: string): Filter<Key> {
  return { _id: key, token, answer: null };
}

function claimedKey({ key, digest, token, now }: ClaimRequest): Key {
  const expiresAt = new Date(now.getTime() + LIMITS.idempotencyKeptSeconds * 1_000);
  return { _id: key, digest, token, begunAt: now, claimedAt: now, answer: null, expiresAt };
}
