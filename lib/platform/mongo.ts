import {
  type Collection,
  type Db,
  type Document,
  MongoBulkWriteError,
  MongoClient,
  MongoError,
  MongoNetworkError,
  MongoServerSelectionError,
} from "mongodb";
import type { Config } from "@/lib/platform/config.ts";
import { UnavailableError } from "@/lib/platform/errors.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Log } from "@/lib/platform/log.ts";

export type { Db };

export interface Database {
  readonly client: MongoClient;
  readonly db: Db;
}

/** Connects lazily: a process may start while MongoDB is away, and answers 503 until it is there. */
export function connectMongo(config: Config["mongo"]): Database {
  const client = new MongoClient(config.uri, {
    serverSelectionTimeoutMS: LIMITS.mongoServerSelectionMs,
    connectTimeoutMS: LIMITS.mongoConnectMs,
    socketTimeoutMS: LIMITS.mongoSocketMs,
    writeConcern: { w: "majority", wtimeoutMS: LIMITS.mongoMajorityWriteMs },
    // A killed primary or a dropped connection is tried again once by the driver; every write here bears repeating.
    retryWrites: true,
    retryReads: true,
    ignoreUndefined: true,
  });
  return { client, db: client.db(config.database) };
}

/** True when an error says that MongoDB is away, not that a query was wrong. */
export function isMongoAway(error: unknown): boolean {
  // A bulk write wraps whatever kept it from its answer.
  if (error instanceof MongoBulkWriteError && isMongoAway(error.errorResponse)) return true;
  return error instanceof MongoServerSelectionError || error instanceof MongoNetworkError ||
    (error instanceof MongoError && error.hasErrorLabel("RetryableWriteError"));
}

/** The duplicate-key code of MongoDB. */
export const DUPLICATE_KEY = 11_000;

export function isDuplicateKey(error: unknown): boolean {
  return error instanceof MongoError && error.code === DUPLICATE_KEY;
}

/**
 * The positions in an unordered bulk write that met a duplicate key; everything else of it is stored.
 *
 * @throws the error itself unless it says just that: one of a lost connection names no failed document either
 */
export function duplicatePositions(error: unknown): number[] {
  if (!(error instanceof MongoBulkWriteError)) throw error;
  const failures = [error.writeErrors].flat();
  const onlyDuplicates = failures.length > 0 && failures.every(({ code }) => code === DUPLICATE_KEY);
  if (!onlyDuplicates || error.result.getWriteConcernError()) throw error;
  return failures.map(({ index }) => index);
}

/**
 * What `find` gives for all keys, some at a time: where a server compares each document with each key of an `$in`, a
 * thousand keys at once take a second and in batches a seventh of that. Without keys nothing is asked.
 */
export async function findInBatches<Key, Found>(
  keys: readonly Key[],
  find: (batch: Key[]) => Promise<Found[]>,
): Promise<Found[]> {
  const found: Found[] = [];
  for (let start = 0; start < keys.length; start += LIMITS.keysPerQuery) {
    found.push(...await find(keys.slice(start, start + LIMITS.keysPerQuery)));
  }
  return found;
}

/** What servers answer for an index that exists with other options: MongoDB the first, SecantusDB the second. */
const INDEX_CONFLICTS: readonly unknown[] = [85, 86];

/** Creates an index whose documents expire, or changes the time of one that exists. */
export async function ensureTtlIndex<Stored extends Document>(
  collection: Collection<Stored>,
  keyPattern: Record<string, 1>,
  expireAfterSeconds: number,
): Promise<void> {
  try {
    await collection.createIndex(keyPattern, { expireAfterSeconds });
  } catch (error) {
    if (!(error instanceof MongoError) || !INDEX_CONFLICTS.includes(error.code)) throw error;
    await collection.db.command({
      collMod: collection.collectionName,
      index: { keyPattern, expireAfterSeconds },
    });
  }
}

/** Turns "MongoDB is away" into the answer a user can act on; passes every other error through. */
export function unavailableIfAway(error: unknown): unknown {
  if (!isMongoAway(error)) return error;
  return new UnavailableError("The database is away for the moment; nothing was changed, try again shortly", {
    cause: error,
    retryAfterSeconds: LIMITS.retryAfterSeconds,
  });
}

/** Runs a task of the start-up again and again until MongoDB is there; other errors are thrown. */
export async function untilReachable(task: () => Promise<void>, log: Log): Promise<void> {
  for (let attempt = 1;; attempt++) {
    try {
      return await task();
    } catch (error) {
      if (!isMongoAway(error)) throw error;
      if (attempt === 1) log.warn({ err: error }, "MongoDB is away; waiting for it");
      await new Promise((resolve) => setTimeout(resolve, LIMITS.mongoRetryMs));
    }
  }
}
