import {
  type Collection,
  type Db,
  type Document,
  MongoBulkWriteError,
  MongoClient,
  MongoClientClosedError,
  MongoError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoOperationTimeoutError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from "mongodb";
import type { Config } from "@/lib/platform/config.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { MongoPresence } from "@/lib/platform/mongo_presence.ts";
import { isSocketFault } from "@/lib/platform/socket_fault.ts";
import { within } from "@/lib/platform/within.ts";

export type { Db };

export interface Database {
  readonly client: MongoClient;
  readonly db: Db;
  readonly presence: MongoPresence;
}

/** Connects lazily: a process may start while MongoDB is away, and answers 503 until it is there. */
export function connectMongo(config: Config["mongo"]): Database {
  const client = new MongoClient(config.uri, {
    serverSelectionTimeoutMS: LIMITS.mongoServerSelectionMs,
    connectTimeoutMS: LIMITS.mongoConnectMs,
    // The driver looks after its connections by asking the server on one of its own. One question without an answer
    // breaks all of them, so that silent connections are made anew.
    serverMonitoringMode: "poll",
    heartbeatFrequencyMS: LIMITS.mongoHeartbeatMs,
    socketTimeoutMS: LIMITS.mongoSocketMs,
    writeConcern: { w: "majority", wtimeoutMS: LIMITS.mongoMajorityWriteMs },
    // A killed primary or a dropped connection is tried again once by the driver; every write here bears repeating.
    retryWrites: true,
    retryReads: true,
    ignoreUndefined: true,
  });
  return { client, db: client.db(config.database), presence: new MongoPresence(client) };
}

/** Resolves when MongoDB answers; rejects when it does not in time, frozen servers included. */
export async function pingMongo({ db }: Pick<Database, "db">): Promise<void> {
  await within(
    LIMITS.healthPingMs,
    "MongoDB",
    () => db.command({ ping: 1 }, { timeoutMS: LIMITS.healthPingMs }),
  );
}

const AWAY_ERRORS = [
  MongoServerSelectionError,
  MongoNetworkError,
  MongoTopologyClosedError,
  MongoNotConnectedError,
  MongoClientClosedError,
  MongoOperationTimeoutError,
];
/** The driver does not export their classes. */
const AWAY_NAMES = new Set(["MongoPoolClosedError", "MongoWaitQueueTimeoutError"]);
/** Server codes: unreachable, not primary, stepping or shutting down, interrupted, cursor or transaction lost with it. */
const AWAY_CODES = new Set<unknown>([
  6,
  7,
  43,
  64,
  89,
  91,
  133,
  134,
  189,
  251,
  262,
  9001,
  10058,
  10107,
  11600,
  11602,
  13435,
  13436,
]);
const AWAY_LABELS = ["RetryableWriteError", "RetryableError", "PoolRequestedRetry"];

/** True when an error says that MongoDB is away, not that a query was wrong. */
export function isMongoAway(error: unknown): boolean {
  // A bulk write wraps whatever kept it from its answer.
  if (error instanceof MongoBulkWriteError && isMongoAway(error.errorResponse)) return true;
  return isSocketFault(error) || AWAY_ERRORS.some((kind) => error instanceof kind) ||
    (error instanceof MongoError &&
      (AWAY_NAMES.has(error.name) || AWAY_CODES.has(error.code) ||
        AWAY_LABELS.some((label) => error.hasErrorLabel(label))));
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
