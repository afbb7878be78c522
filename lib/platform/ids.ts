import { createHash } from "node:crypto";
import { ObjectId } from "mongodb";

const HASH_DIGITS = 16;

export function newId(): string {
  return new ObjectId().toHexString();
}

/**
 * An id in the form of `newId` that follows from what it is made for: made again it is the same, so that what was
 * stored under it is found and not stored twice.
 *
 * @param subject everything that tells one from another
 * @param at when the subject came up; ids sort by it, to the second
 */
export function derivedId(subject: readonly unknown[], at: Date): string {
  const seconds = Math.floor(at.getTime() / 1_000).toString(16).padStart(8, "0");
  const hash = createHash("sha256").update(JSON.stringify([...subject, at.getTime()])).digest("hex");
  return seconds + hash.slice(0, HASH_DIGITS);
}
