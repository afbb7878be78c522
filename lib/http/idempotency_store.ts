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
  claimedAt: Date;
  answer: StoredAnswer | null;
  expiresAt: Date;
}

export interface ClaimRequest {
  key: string;
  digest: string;
  token: string;
  now: Date;
}

/**
 * `claimed`: the work is the caller's. `answered`: it was done before. `running`: another request is at it.
 * `different`: the key was used for another request.
 */
export type Claim =
  | { state: "claimed" }
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
    await this.#keys.createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0 });
  }

  async claim(request: ClaimRequest): Promise<Claim> {
    const key = claimedKey(request);
    try {
      await this.#keys.insertOne(key);
      return { state: "claimed" };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    const known = await this.#keys.findOne({ _id: request.key });
    if (!known) return { state: "running" };
    const expired = known.expiresAt <= request.now;
    if (!expired && known.digest !== request.digest) return { state: "different" };
    if (!expired && known.answer) return { state: "answered", answer: known.answer };
    const abandonedBefore = request.now.getTime() - LIMITS.idempotencyClaimMs;
    if (!expired && known.claimedAt.getTime() > abandonedBefore) return { state: "running" };
    const { _id, ...fields } = key;
    const taken = await this.#keys.updateOne({ _id, token: known.token }, { $set: fields });
    return { state: taken.matchedCount === 1 ? "claimed" : "running" };
  }

  /** Keeps the answer; not that of a request which was given up meanwhile. */
  async complete(key: string, token: string, answer: StoredAnswer): Promise<void> {
    await this.#keys.updateOne(own(key, token), { $set: { answer } });
  }

  /** Frees a key whose request came to nothing. */
  async release(key: string, token: string): Promise<void> {
    await this.#keys.deleteOne(own(key, token));
  }
}

function own(key: string, token: string): Filter<Key> {
  return { _id: key, token, answer: null };
}

function claimedKey({ key, digest, token, now }: ClaimRequest): Key {
  const expiresAt = new Date(now.getTime() + LIMITS.idempotencyKeptSeconds * 1_000);
  return { _id: key, digest, token, claimedAt: now, answer: null, expiresAt };
}
