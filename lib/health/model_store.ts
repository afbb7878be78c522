import type { Collection, Db } from "mongodb";
import { isDuplicateKey } from "@/lib/platform/mongo.ts";
import { DEFAULT_SCORE_MODEL } from "@/lib/scoring/default_model.ts";
import { scoreModelSchema } from "@/lib/scoring/schema.ts";
import type { ScoreModel } from "@/lib/scoring/types.ts";
import type { StoredModel } from "@/lib/health/schema.ts";

export class ModelStore {
  readonly #models: Collection<StoredModel>;

  constructor(db: Db) {
    this.#models = db.collection("score_models");
  }

  /** Stores the default model as version 1 where there is none. */
  async ensure(now: Date): Promise<void> {
    try {
      await this.#models.insertOne({
        _id: DEFAULT_SCORE_MODEL.version,
        model: DEFAULT_SCORE_MODEL,
        active: true,
        createdAt: now,
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** The active version. */
  async active(): Promise<ScoreModel> {
    return (await this.activeSince()).model;
  }

  /** The active version, and when it was stored; `null` where there is none yet, and the default holds. */
  async activeSince(): Promise<{ model: ScoreModel; since: Date | null }> {
    const stored = await this.#models.findOne({ active: true }, { sort: { _id: -1 } });
    return stored
      ? { model: scoreModelSchema.parse(stored.model), since: stored.createdAt }
      : { model: DEFAULT_SCORE_MODEL, since: null };
  }
}
