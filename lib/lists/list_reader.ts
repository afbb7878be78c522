/** Reads a collection in a sorted order: a page after a position, a page by number, or all of it as a stream. */
import type { Collection, Document, Filter, FindCursor } from "mongodb";
import { LIMITS } from "@/lib/platform/limits.ts";
import {
  afterPosition,
  comparePlaces,
  orderOf,
  type Part,
  partsOf,
  pathsOf,
  placeOf,
  type Position,
  positionOf,
  type Sort,
} from "@/lib/lists/sorting.ts";

export class ListReader<Stored extends Document & { _id: string }> {
  constructor(private readonly collection: Collection<Stored>) {}

  /** Up to `limit` documents after a position (or from the start), and the position of the last one. */
  async after(
    filter: Filter<Stored>,
    sort: Sort,
    options: { position: Position | null; limit: number },
  ): Promise<{ items: Stored[]; position: Position | null }> {
    const items: Stored[] = [];
    let position = options.position;
    const parts = partsOf(sort);
    for (let index = position?.part ?? 0; index < parts.length; index++) {
      const part = parts[index];
      const missing = options.limit - items.length;
      if (!part || missing === 0) break;
      const further = position && position.part === index ? [afterPosition(part, position, sort)] : [];
      const found = await this.#find([filter, part.filter, ...further], part, sort).limit(missing).toArray();
      items.push(...found as Stored[]);
      const last = found.at(-1);
      if (last) position = positionOf(last as Stored, index, part, sort);
    }
    return { items, position };
  }

  /** Up to `limit` documents after the first `skip`. */
  async skipping(
    filter: Filter<Stored>,
    sort: Sort,
    options: { skip: number; limit: number },
  ): Promise<Stored[]> {
    const items: Stored[] = [];
    let { skip } = options;
    const parts = partsOf(sort);
    for (const [index, part] of parts.entries()) {
      const missing = options.limit - items.length;
      if (missing === 0) break;
      const filters = [filter, part.filter];
      const found = await this.#find(filters, part, sort).skip(skip).limit(missing).toArray();
      items.push(...found as Stored[]);
      if (found.length > 0) skip = 0;
      else if (skip > 0 && index < parts.length - 1) skip -= await this.#count(filters, skip);
    }
    return items;
  }

  /**
   * Every document that matches now, in the order of now, read some at a time as they are taken: one that moves
   * meanwhile is neither missed nor repeated, one that is deleted is left out.
   */
  async *stream(filter: Filter<Stored>, sort: Sort, projection: Document = {}): AsyncGenerator<Stored> {
    const ids = await this.ids(filter, sort);
    for (let start = 0; start < ids.length; start += LIMITS.keysPerQuery) {
      yield* await this.byIds(ids.slice(start, start + LIMITS.keysPerQuery), projection);
    }
  }

  /**
   * The ids of all that match, in one order. They are read along the index of ids, in which no change moves a document,
   * and sorted here: read along what they are sorted by, one that is scored meanwhile would be missed or met twice.
   */
  async ids(filter: Filter<Stored>, sort: Sort): Promise<string[]> {
    const projection = Object.fromEntries(["_id", ...pathsOf(sort)].map((path) => [path, 1]));
    const found = this.collection.find(filter).hint({ _id: 1 }).project<{ _id: string }>(projection);
    const placed = await found.map((document) => placeOf(document, sort)).toArray();
    const order = comparePlaces(sort);
    return placed.filter((place) => place !== null).sort(order).map(({ id }) => id);
  }

  /** The documents that still exist, in the order of the ids. */
  async byIds(ids: readonly string[], projection: Document = {}): Promise<Stored[]> {
    const found = await this.collection.find({ _id: { $in: ids } } as Filter<Stored>, { projection })
      .toArray();
    const byId = new Map<string, Stored>(found.map((document) => [document._id, document as Stored]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  #count(filters: readonly Filter<never>[], limit: number): Promise<number> {
    return this.collection.countDocuments({ $and: [...filters] } as Filter<Stored>, { limit });
  }

  #find(filters: readonly Filter<never>[], part: Part, sort: Sort): FindCursor {
    const used = filters.filter((filter) => Object.keys(filter).length > 0);
    const filter = used.length === 0 ? {} : used.length === 1 ? used[0] : { $and: used };
    return this.collection.find(filter as Filter<Stored>).sort(orderOf(part, sort));
  }
}
