/**
 * `list_walks`: the order a walk began with, for lists sorted by what scoring or any edit changes. Without it a client that
 * is scored anew would move across the cursor, and be missed or met twice. A walk is named after its ids: as long as the
 * order stays the same, any number of readers share one.
 */
import { createHash } from "node:crypto";
import type { Collection, Db } from "mongodb";
import { LIMITS } from "@/lib/platform/limits.ts";

interface Chunk {
  /** `<walk>:<number>` */
  _id: string;
  walk: string;
  ids: string[];
  /** Ids of the whole walk. */
  total: number;
  expiresAt: Date;
}

const CHUNK_IDS = 1_000;
const NAME_LENGTH = 22;

export class WalkStore {
  readonly #chunks: Collection<Chunk>;

  constructor(db: Db) {
    this.#chunks = db.collection("list_walks");
  }

  async ensure(): Promise<void> {
    await this.#chunks.createIndexes([{ key: { walk: 1 } }, {
      key: { expiresAt: 1 },
      expireAfterSeconds: 0,
    }]);
  }

  /** Keeps an order for some minutes; returns its name. */
  async keep(ids: readonly string[], now: Date): Promise<string> {
    const walk = createHash("sha256").update(ids.join("\n")).digest("base64url").slice(0, NAME_LENGTH);
    const chunkCount = Math.ceil(ids.length / CHUNK_IDS);
    if (await this.#extend(walk, now) === chunkCount) return walk;
    const expiresAt = expiry(now);
    await this.#chunks.bulkWrite(
      Array.from({ length: chunkCount }, (_, number) => ({
        updateOne: {
          filter: { _id: `${walk}:${number}` },
          update: {
            $set: { expiresAt },
            $setOnInsert: {
              walk,
              ids: ids.slice(number * CHUNK_IDS, (number + 1) * CHUNK_IDS),
              total: ids.length,
            },
          },
          upsert: true,
        },
      })),
      { ordered: false },
    );
    return walk;
  }

  /** Ids from an offset on, and how many there are in all; `null` when the walk has expired. */
  async read(
    walk: string,
    { offset, limit, now }: { offset: number; limit: number; now: Date },
  ): Promise<{ ids: string[]; total: number } | null> {
    await this.#extend(walk, now);
    const first = Math.floor(offset / CHUNK_IDS);
    const last = Math.floor((offset + limit - 1) / CHUNK_IDS);
    const names = Array.from({ length: last - first + 1 }, (_, index) => `${walk}:${first + index}`);
    const chunks = await this.#chunks.find({ _id: { $in: names }, expiresAt: { $gt: now } }).toArray();
    const total = chunks[0]?.total;
    if (total === undefined) return null;
    const ids = names.flatMap((name) => chunks.find(({ _id }) => _id === name)?.ids ?? []);
    const start = offset - first * CHUNK_IDS;
    return { ids: ids.slice(start, start + limit), total };
  }

  /** Returns how many chunks of the walk there are. */
  async #extend(walk: string, now: Date): Promise<number> {
    const filter = { walk, expiresAt: { $gt: now } };
    return (await this.#chunks.updateMany(filter, { $set: { expiresAt: expiry(now) } })).matchedCount;
  }
}

function expiry(now: Date): Date {
  return new Date(now.getTime() + LIMITS.listWalkSeconds * 1_000);
}
