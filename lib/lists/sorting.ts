/** How a list is sorted and where in that order a reader stands. Nulls come last in both directions, ties by id. */
import { z } from "zod";
import type { Filter } from "mongodb";

export interface SortKey {
  /** Path of the stored field. */
  path: string;
  type: "text" | "number" | "time";
  nullable?: boolean;
  /** For a few fixed values: their ascending order, where that is not the one of the alphabet. */
  order?: readonly string[];
  /** Groups sorted each in its own way, in ascending order; only for a key that is `moving`. */
  parts?: readonly Part[];
  /** Changes by itself while someone walks through the list; such a walk keeps the order it began with. */
  moving?: boolean;
}

export interface Sort {
  key: SortKey;
  descending: boolean;
}

/** A list of documents read one part after the other: the documents with a value, then those without. */
export interface Part {
  filter: Filter<unknown>;
  /** The path sorted by; `null` when the part is in order of ids alone. */
  path: string | null;
  /** Sorted the other way round than the list. */
  reversed?: boolean;
}

export type SortValue = string | number | Date | null;

/** The place of the last document read. */
export interface Position {
  part: number;
  value: SortValue;
  id: string;
}

/** A `sort` parameter: a name, or a name after `-` for descending order. */
export function sortSchema<Name extends string>(names: readonly Name[]) {
  return z.enum(names.flatMap((name) => [name, `-${name}` as const]), {
    error: `must be one of ${names.join(", ")}, with - before it for descending order`,
  });
}

export function toSort(text: string, keys: Readonly<Record<string, SortKey>>): Sort {
  const descending = text.startsWith("-");
  const key = keys[descending ? text.slice(1) : text];
  if (!key) throw new RangeError(`Cannot sort by "${text}"`);
  return { key, descending };
}

export function partsOf({ key, descending }: Sort): Part[] {
  const { path, order, nullable, parts } = key;
  if (parts) return descending ? parts.toReversed() : [...parts];
  const withoutValue: Part[] = nullable ? [{ filter: { [path]: null }, path: null }] : [];
  if (order) {
    const values = descending ? order.toReversed() : order;
    return [...values.map((value) => ({ filter: { [path]: value }, path: null })), ...withoutValue];
  }
  return [{ filter: nullable ? { [path]: { $ne: null } } : {}, path }, ...withoutValue];
}

/** Order of the documents within a part. */
export function orderOf({ path, reversed = false }: Part, descending: boolean): [string, 1 | -1][] {
  const direction = descending !== reversed ? -1 : 1;
  return path === null ? [["_id", direction]] : [[path, direction], ["_id", direction]];
}

/** The documents of a part that come after a position in it. */
export function afterPosition({ path }: Part, { value, id }: Position, descending: boolean): Filter<unknown> {
  const beyond = descending ? "$lt" : "$gt";
  if (path === null) return { _id: { [beyond]: id } };
  return { $or: [{ [path]: { [beyond]: value } }, { [path]: value, _id: { [beyond]: id } }] };
}

/** The place of a document in the order. */
export function positionOf(document: { _id: string }, part: number, path: string | null): Position {
  return { part, value: path === null ? null : valueAt(document, path), id: document._id };
}

function valueAt(document: unknown, path: string): SortValue {
  let value = document;
  for (const name of path.split(".")) {
    value = typeof value === "object" && value !== null ? Reflect.get(value, name) : null;
  }
  if (typeof value === "string" || typeof value === "number" || value instanceof Date) return value;
  return null;
}
