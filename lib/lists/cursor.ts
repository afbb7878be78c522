/**
 * Opaque cursors: base64url of JSON with the place to go on from and a digest of the query it belongs to. A cursor is
 * not signed: nothing in it gives access to anything, and what comes out of it is checked by type before it is used.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import { MalformedError } from "@/lib/platform/errors.ts";
import type { Position, SortKey } from "@/lib/lists/sorting.ts";

/** `position`: after that place. `walk`: from that offset of an order that was kept. */
export type Cursor = { position: Position } | { walk: string; offset: number };

const CURSOR_LENGTH_MAX = 4_096;
const DIGEST_LENGTH = 16;

const cursorSchema = z.union([
  z.strictObject({
    q: z.string(),
    p: z.tuple([z.int().min(0), z.union([z.string(), z.number(), z.null()]), z.string()], z.string()),
  }),
  z.strictObject({ q: z.string(), w: z.tuple([z.string().regex(/^[\w-]{22}$/), z.int().min(0)]) }),
]);

/** Names a query: a cursor of one query is of no use for another. */
export function digestOfQuery(query: unknown): string {
  return createHash("sha256").update(JSON.stringify(query)).digest("base64url").slice(0, DIGEST_LENGTH);
}

export function encodeCursor(cursor: Cursor, queryDigest: string): string {
  const content = "walk" in cursor
    ? { q: queryDigest, w: [cursor.walk, cursor.offset] }
    : { q: queryDigest, p: placeIn(cursor.position) };
  return new TextEncoder().encode(JSON.stringify(content)).toBase64({
    alphabet: "base64url",
    omitPadding: true,
  });
}

/** @throws {MalformedError} when it is no cursor, or one of another query */
export function decodeCursor(text: string, queryDigest: string, key: SortKey): Cursor {
  const parsed = text.length <= CURSOR_LENGTH_MAX ? cursorSchema.safeParse(parse(text)) : null;
  if (!parsed?.success) throw badCursor("is not a cursor of this list");
  if (parsed.data.q !== queryDigest) {
    throw badCursor("belongs to another query; filters and sort must stay the same during a walk");
  }
  if ("w" in parsed.data) {
    const [walk, offset] = parsed.data.w;
    return { walk, offset };
  }
  const [part, value, id, ...groups] = parsed.data.p;
  if (groups.length !== (key.within ? 1 : 0)) throw badCursor("is not a cursor of this list");
  const [group] = groups;
  return { position: { part, ...group === undefined ? {} : { group }, value: toSortValue(value, key), id } };
}

function placeIn({ part, value, id, group }: Position): unknown[] {
  return [part, value, id, ...group === undefined ? [] : [group]];
}

export function badCursor(detail: string): MalformedError {
  return new MalformedError(`The cursor ${detail}`, { faults: [{ pointer: "cursor", detail }] });
}

function parse(text: string): unknown {
  try {
    const bytes = Uint8Array.fromBase64(text, { alphabet: "base64url" });
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

function toSortValue(value: string | number | null, { type }: SortKey): string | number | Date | null {
  if (value === null) return null;
  if (type === "number" && typeof value === "number") return value;
  if (type === "text" && typeof value === "string") return value;
  const time = type === "time" && typeof value === "string" ? new Date(value) : null;
  if (time && !Number.isNaN(time.getTime())) return time;
  throw badCursor("is not a cursor of this list");
}
