import { START } from "@/lib/live/position.ts";
import type { Redis } from "@/lib/platform/redis.ts";

/** What Redis (7 or newer) says of the stream as a whole. */
export interface StreamState {
  /** Id of the oldest entry still kept; `null` when there is none. */
  first: string | null;
  /** Id of the newest entry ever added. */
  last: string;
  /** Entries ever added, trimmed ones included. */
  added: number;
  /** Entries kept. */
  length: number;
}

const EMPTY: StreamState = { first: null, last: START, added: 0, length: 0 };

export async function readStreamState(redis: Redis, key: string): Promise<StreamState> {
  try {
    return parseStreamState(await redis.xinfo("STREAM", key));
  } catch (error) {
    return streamStateOfError(error);
  }
}

/** The state that a failed XINFO stands for: no such key is an empty stream. Throws every other error. */
export function streamStateOfError(error: unknown): StreamState {
  if (error instanceof Error && error.message.includes("no such key")) return EMPTY;
  throw error;
}

/** @param reply names and values in turn, as XINFO STREAM answers */
export function parseStreamState(reply: unknown): StreamState {
  if (!Array.isArray(reply)) {
    throw new TypeError("Cannot read the state of the stream: the reply is not a list");
  }
  const values = new Map<unknown, unknown>();
  for (let index = 0; index + 1 < reply.length; index += 2) values.set(reply[index], reply[index + 1]);
  const first: unknown = values.get("first-entry");
  return {
    first: Array.isArray(first) ? String(first[0]) : null,
    last: String(values.get("last-generated-id")),
    added: Number(values.get("entries-added")),
    length: Number(values.get("length")),
  };
}
