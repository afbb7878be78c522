/** `simulation_stream`: the one document that says that continuous activity is wanted. */
import { type Collection, type Db, MongoServerError } from "mongodb";
import type { Intensity } from "@/lib/simulation/intensity.ts";
import type { StreamState } from "@/lib/simulation/schema.ts";

const DUPLICATE_KEY = 11_000;
const ID = { _id: "stream" } as const;

export class StreamStore {
  readonly #streams: Collection<StreamState>;

  constructor(db: Db) {
    this.#streams = db.collection("simulation_stream");
  }

  find(): Promise<StreamState | null> {
    return this.#streams.findOne(ID);
  }

  /** False when there is one already. */
  async insert(state: StreamState): Promise<boolean> {
    try {
      await this.#streams.insertOne(state);
      return true;
    } catch (error) {
      if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return false;
      throw error;
    }
  }

  /** Gives one that is not over a new end and intensity; `null` when there is none. */
  prolong(options: { intensity: Intensity; endsAt: Date; now: Date }): Promise<StreamState | null> {
    const { intensity, endsAt, now } = options;
    return this.#streams.findOneAndUpdate({ ...ID, endsAt: { $gt: now } }, { $set: { intensity, endsAt } }, {
      returnDocument: "after",
    });
  }

  /** No pulse begins after this. */
  async end(now: Date): Promise<void> {
    await this.#streams.updateOne(ID, { $set: { endsAt: now } });
  }

  /** Counts a pulse that begins; `null` when none is wanted. */
  claimPulse(now: Date): Promise<StreamState | null> {
    return this.#streams.findOneAndUpdate({ ...ID, endsAt: { $gt: now } }, { $inc: { pulses: 1 } }, {
      returnDocument: "after",
    });
  }

  /** Adds what a pulse did; returns the sums, `null` when the stream is over. */
  countPulse(
    runId: string,
    { events, clientIds }: Pick<StreamState, "events" | "clientIds">,
  ): Promise<StreamState | null> {
    return this.#streams.findOneAndUpdate({ ...ID, runId }, {
      $inc: { events },
      $addToSet: { clientIds: { $each: clientIds } },
    }, { returnDocument: "after" });
  }

  /** Takes the state away when its time is over; to one caller only. */
  takeEnded(now: Date): Promise<StreamState | null> {
    return this.#streams.findOneAndDelete({ ...ID, endsAt: { $lte: now } });
  }
}
