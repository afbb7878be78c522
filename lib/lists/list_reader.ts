/** Reads a collection in a sorted order: a page after a position, a page by number, or all of it as a stream. */
import type { Collection, Document, Filter, FindCursor } from "mongodb";
import {
  afterPosition,
  orderOf,
  type Part,
  partsOf,
  type Position,
  positionOf,
  type Sort,
} from "@/lib/lists/sorting.ts";

/** Documents fetched at once by a stream; small, so that an export of many needs little memory. */
const STREAM_BATCH = 200;

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
      const further = position && position.part === index
        ? [afterPosition(part, position, sort.descending)]
        : [];
      const found = await this.#find([filter, part.filter, ...further], part, sort).limit(missing).toArray();
      items.push(...found as Stored[]);
      const last = found.at(-1);
      if (last) position = positionOf(last as Stored, index, part.path);
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

  /** Every document, read as it is taken. Leaving the loop closes the database cursor. */
  async *stream(filter: Filter<Stored>, sort: Sort, projection: Document = {}): AsyncGenerator<Stored> {
    for (const part of partsOf(sort)) {
      const found = this.#find([filter, part.filter], part, sort).project<Stored>(projection)
        .batchSize(STREAM_BATCH);
      try {
        for await (const document of found) yield document;
      } finally {
        await found.close();
      }
    }
  }

  async ids(filter: Filter<Stored>, sort: Sort): Promise<string[]> {
    const ids: string[] = [];
    for (const part of partsOf(sort)) {
      const found = this.#find([filter, part.filter], part, sort).project<{ _id: string }>({ _id: 1 });
      ids.push(...await found.map((document) => document._id).toArray());
    }
    return ids;
  }

  /** The documents that still exist, in the order of the ids. */
  async byIds(ids: readonly string[]): Promise<Stored[]> {
    const found = await this.collection.find({ _id: { $in: ids } } as Filter<Stored>).toArray();
    const byId = new Map<string, Stored>(found.map((document) => [document._id, document as Stored]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  #count(filters: readonly Filter<never>[], limit: number): Promise<number> {
    return this.collection.countDocuments({ $and: [...filters] } as Filter<Stored>, { limit });
  }

  #find(filters: readonly Filter<never>[], part: Part, { descending }: Sort): FindCursor {
    const used = filters.filter((filter) => Object.keys(filter).length > 0);
    const filter = used.length === 0 ? {} : used.length === 1 ? used[0] : { $and: used };
    return this.collection.find(filter as Filter<Stored>).sort(orderOf(part, descending));
  }
}
