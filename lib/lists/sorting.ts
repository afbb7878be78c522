/** How a list is sorted and where in that order a reader stands. Nulls come last in both directions, ties by id. */
import { z } from "zod";
import type { Filter } from "mongodb";

export interface SortKey {
  /** Path of the stored field. */
  path: string;
  type: "text" | "number" | "time";
  nullable?: boolean;
  /**
   * Path of what the value is measured in, a text that each document has, such as the currency of an amount: values are
   * only compared with those of the same. Its groups are in order of the alphabet, whichever way the values go.
   */
  within?: string;
  /** For a few fixed values: their ascending order, where that is not the one of the alphabet. */
  order?: readonly string[];
  /** Groups sorted each in its own way, in ascending order; only for a key that is `moving`. */
  parts?: readonly Part[];
  /**
   * Changes in the ordinary course of work while someone walks through the list: by scoring, or with whatever is edited.
   * Such a walk keeps the order it began with.
   */
  moving?: boolean;
}

export interface Sort {
  key: SortKey;
  descending: boolean;
}

/** A list of documents read one part after the other: the documents with a value, then those without. */
export interface Part {
  /** Values that paths have, or with `$ne` have not; null stands for none. */
  filter: Readonly<Record<string, string | null | { $ne: string | null }>>;
  /** The path sorted by; `null` when the part is in order of ids alone. */
  path: string | null;
  /** Sorted the other way round than the list. */
  reversed?: boolean;
}

export type SortValue = string | number | Date | null;

/** The place of the last document read. */
export interface Position {
  part: number;
  /** What the value is measured in, for a key with `within`. */
  group?: string;
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
export function orderOf({ path, reversed = false }: Part, { key, descending }: Sort): [string, 1 | -1][] {
  const direction = descending !== reversed ? -1 : 1;
  if (path === null) return [["_id", direction]];
  return [...key.within ? [[key.within, 1] as [string, 1]] : [], [path, direction], ["_id", direction]];
}

/** The documents of a part that come after a position in it. */
export function afterPosition({ path }: Part, { group, value, id }: Position, sort: Sort): Filter<unknown> {
  const beyond = sort.descending ? "$lt" : "$gt";
  if (path === null) return { _id: { [beyond]: id } };
  const { within } = sort.key;
  const same = within ? { [within]: group } : {};
  return {
    $or: [
      ...within ? [{ [within]: { $gt: group } }] : [],
      { ...same, [path]: { [beyond]: value } },
      { ...same, [path]: value, _id: { [beyond]: id } },
    ],
  };
}

/** What must be known of a document to place it. */
export function pathsOf(sort: Sort): string[] {
  const { within } = sort.key;
  const paths = partsOf(sort).flatMap(({ filter, path }) => [...Object.keys(filter), ...path ? [path] : []]);
  return [...new Set([...within ? [within] : [], ...paths])];
}

/** The place of a document in the whole order; `null` when it belongs to no part. */
export function placeOf(document: { _id: string }, sort: Sort): Position | null {
  const parts = partsOf(sort);
  const index = parts.findIndex((part) => belongs(document, part));
  const part = parts[index];
  return part ? positionOf(document, index, part, sort) : null;
}

/** The order in which `orderOf` has the database read. */
export function comparePlaces(sort: Sort): (a: Position, b: Position) => number {
  const signs = partsOf(sort).map((part) => orderOf(part, sort).at(-1)?.[1] ?? 1);
  return (a, b) =>
    a.part - b.part || compareText(a.group ?? "", b.group ?? "") ||
    (signs[a.part] ?? 1) * (compareValues(a.value, b.value) || compareValues(a.id, b.id));
}

function belongs(document: unknown, { filter }: Part): boolean {
  return Object.entries(filter).every(([path, wanted]) => {
    const value = valueAt(document, path);
    return typeof wanted === "object" && wanted !== null ? value !== wanted.$ne : value === wanted;
  });
}

function compareValues(a: SortValue, b: SortValue): number {
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  return Number(a) - Number(b);
}

/** By code point, as the database compares: plain comparison puts what is beyond U+FFFF before U+E000. */
function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === length) return a.length - b.length;
  return rankOf(a.charCodeAt(at)) - rankOf(b.charCodeAt(at));
}

/** Surrogates rank above all other code units. */
function rankOf(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** The place of a document in the order of a part. */
export function positionOf(document: { _id: string }, part: number, { path }: Part, { key }: Sort): Position {
  const value = path === null ? null : valueAt(document, path);
  const group = key.within ? { group: String(valueAt(document, key.within)) } : {};
  return { part, ...group, value, id: document._id };
}

function valueAt(document: unknown, path: string): SortValue {
  let value = document;
  for (const name of path.split(".")) {
    value = typeof value === "object" && value !== null ? Reflect.get(value, name) : null;
  }
  if (typeof value === "string" || typeof value === "number" || value instanceof Date) return value;
  return null;
}
