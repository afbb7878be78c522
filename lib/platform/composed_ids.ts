/**
 * Ids of other systems are composed (NFC) before they are kept or looked up. Versions before kept them as they were
 * sent: this brings what those stored into the form in which it is asked for now.
 */
import { isDeepStrictEqual } from "node:util";
import type { Collection, Document } from "mongodb";
import { LIMITS } from "@/lib/platform/limits.ts";
import type { Log } from "@/lib/platform/log.ts";
import { duplicatePositions } from "@/lib/platform/mongo.ts";

type Identified = Document & { _id: string };

export interface ForeignIds {
  /** The fields that hold one, beside `_id`, which may be made of them. */
  fields: readonly string[];
  /** Those of them that documents may have in common. */
  shared?: readonly string[];
  /** The fields that no two documents have in common, beside `_id`. */
  unique?: readonly string[];
}

/**
 * Composes the ids of a collection, some documents at a time. It may run again, in several processes at once, and be
 * killed anywhere: a document whose `_id` changes is inserted anew before the old one goes. Where two are one when
 * composed, none is changed but for its `shared` fields, and the log names both.
 */
export async function composeIds<Stored extends { _id: string }>(
  stored: Collection<Stored>,
  ids: ForeignIds,
  log: Log,
): Promise<void> {
  const collection = stored as unknown as Collection<Identified>;
  const projection = Object.fromEntries(["_id", ...ids.fields].map((field) => [field, 1]));
  let found: string[] = [];
  for await (const document of collection.find({}, { projection })) {
    if (isComposed(document, ids.fields)) continue;
    found.push(document._id);
    if (found.length < LIMITS.composedIdsBatch) continue;
    await composeBatch(collection, found, ids, log);
    found = [];
  }
  if (found.length > 0) await composeBatch(collection, found, ids, log);
}

async function composeBatch(
  collection: Collection<Identified>,
  found: readonly string[],
  ids: ForeignIds,
  log: Log,
): Promise<void> {
  const documents = await collection.find({ _id: { $in: [...found] } }).toArray();
  const renamed = documents.filter(({ _id }) => _id !== _id.normalize());
  const others = documents.filter(({ _id }) => _id === _id.normalize());
  const meetings = [
    ...await replaceAll(collection, renamed, ids.fields),
    ...await updateAll(collection, others, ids.fields),
  ];
  for (const document of meetings) {
    const composed = composedOf(document, ids.fields);
    const unique = composed._id === document._id ? ids.unique ?? [] : ["_id"];
    const twin = await collection.findOne(pick(composed, unique));
    const names = (one: Identified | null) => one && pick(one, ["_id", ...ids.fields, ...unique]);
    log.warn(
      { collection: collection.collectionName, stays: names(document), beside: names(twin) },
      "Two ids are one when composed: the document of an earlier version stays as it is",
    );
    const shared = pick(composed, ids.shared ?? []);
    if (Object.keys(shared).length > 0) await collection.updateOne({ _id: document._id }, { $set: shared });
  }
}

/** Gives documents a new `_id`; returns those that cannot have it. */
async function replaceAll(
  collection: Collection<Identified>,
  documents: readonly Identified[],
  fields: readonly string[],
): Promise<Identified[]> {
  if (documents.length === 0) return [];
  const composed = documents.map((document) => composedOf(document, fields));
  const taken = await collection.insertMany(composed, { ordered: false }).then(() => [], duplicatePositions);
  const others = new Set<Identified>();
  for (const position of taken) {
    const [document, wanted] = [documents[position], composed[position]];
    if (!document || !wanted) continue;
    // The very same was inserted by another process, or by one that was killed before it removed the old one.
    const there = await collection.findOne({ _id: wanted._id });
    if (!isDeepStrictEqual(there, wanted)) others.add(document);
  }
  const replaced = documents.filter((document) => !others.has(document));
  // As it was read: what was changed meanwhile stays.
  if (replaced.length > 0) {
    await collection.bulkWrite(replaced.map((filter) => ({ deleteOne: { filter } })), { ordered: false });
  }
  return [...others];
}

/** Composes fields in place; returns the documents that cannot have them. */
async function updateAll(
  collection: Collection<Identified>,
  documents: readonly Identified[],
  fields: readonly string[],
): Promise<Identified[]> {
  if (documents.length === 0) return [];
  const updates = documents.map((document) => ({
    updateOne: {
      filter: pick(document, ["_id", ...fields]),
      update: { $set: pick(composedOf(document, fields), fields) },
    },
  }));
  const taken = await collection.bulkWrite(updates, { ordered: false }).then(() => [], duplicatePositions);
  return taken.flatMap((position) => documents[position] ?? []);
}

function composedOf(document: Identified, fields: readonly string[]): Identified {
  const composed = fields.flatMap((field) => {
    const value: unknown = document[field];
    return typeof value === "string" ? [[field, value.normalize()]] : [];
  });
  return { ...document, ...Object.fromEntries(composed), _id: document._id.normalize() };
}

function isComposed(document: Identified, fields: readonly string[]): boolean {
  return isDeepStrictEqual(composedOf(document, fields), document);
}

/** Of the given fields those that the document has. */
function pick(document: Identified, fields: readonly string[]): Document {
  return Object.fromEntries(
    fields.flatMap((field) => Object.hasOwn(document, field) ? [[field, document[field]]] : []),
  );
}
