/** One page of a list, by number for people or by cursor for programs. */
import type { Document, Filter } from "mongodb";
import { z } from "zod";
import { MalformedError } from "@/lib/platform/errors.ts";
import { LIMITS } from "@/lib/platform/limits.ts";
import { wholeNumberSchema } from "@/lib/platform/schema.ts";
import { badCursor, decodeCursor, digestOfQuery, encodeCursor } from "@/lib/lists/cursor.ts";
import type { ListReader } from "@/lib/lists/list_reader.ts";
import type { Sort } from "@/lib/lists/sorting.ts";
import type { WalkStore } from "@/lib/lists/walk_store.ts";

/** Parameters of every list. */
export const pagingFields = {
  limit: wholeNumberSchema(1, LIMITS.pageSizeMax).default(LIMITS.pageSizeDefault).meta({
    description: `Entries a page, at most ${LIMITS.pageSizeMax}`,
    example: "25",
  }),
  page: wholeNumberSchema(1, 1_000_000).optional().meta({
    description:
      "Page by number, from 1, for people; a list that changes meanwhile may repeat or miss entries. " +
      "Not together with `cursor`",
    example: "1",
  }),
  cursor: z.string().min(1, "must not be empty").optional().meta({
    description:
      "`nextCursor` of the page before, with the same filters and sort. A walk by cursor neither misses nor " +
      "repeats an entry that was there throughout, whatever is added, deleted or scored meanwhile: by a column that " +
      `scoring or any edit changes it keeps the order it began with, for ${
        LIMITS.listWalkSeconds / 60
      } minutes after each page ` +
      "(entries show their present values; deleted ones are left out, so a page may be shorter). By any other column " +
      "an entry moves only when someone edits that very field",
  }),
};

export const nextCursorSchema = z.string().nullable().meta({
  description: "Give it as `cursor` for the next page; null on the last page, and for pages asked by number",
});

export interface PagingQuery {
  limit: number;
  page?: number | undefined;
  cursor?: string | undefined;
}

export interface ListRequest<Stored> {
  filter: Filter<Stored>;
  sort: Sort;
  /** The parsed query; what a cursor belongs to is all of it but the paging. */
  query: PagingQuery;
  now: Date;
}

export interface ListPage<Stored> {
  items: Stored[];
  nextCursor: string | null;
}

/** @throws {MalformedError} for a cursor that is not of this query, has expired, or comes with a page number */
export async function readListPage<Stored extends Document & { _id: string }>(
  reader: ListReader<Stored>,
  walks: WalkStore,
  { filter, sort, query, now }: ListRequest<Stored>,
): Promise<ListPage<Stored>> {
  const { limit, page, cursor: text, ...rest } = query;
  if (page !== undefined) {
    if (text !== undefined) {
      const detail = "does not go together with cursor";
      throw new MalformedError(`The page ${detail}`, { faults: [{ pointer: "page", detail }] });
    }
    const items = await reader.skipping(filter, sort, { skip: (page - 1) * limit, limit });
    return { items, nextCursor: null };
  }
  const digest = digestOfQuery(rest);
  const cursor = text === undefined ? null : decodeCursor(text, digest, sort.key);
  if (cursor && "walk" in cursor) {
    const found = await walks.read(cursor.walk, { offset: cursor.offset, limit, now });
    if (!found) throw badCursor("has expired; begin again without one");
    const offset = cursor.offset + limit;
    const nextCursor = offset < found.total ? encodeCursor({ walk: cursor.walk, offset }, digest) : null;
    return { items: await reader.byIds(found.ids), nextCursor };
  }
  if (sort.key.moving) {
    const ids = await reader.ids(filter, sort);
    const nextCursor = ids.length > limit
      ? encodeCursor({ walk: await walks.keep(ids, now), offset: limit }, digest)
      : null;
    return { items: await reader.byIds(ids.slice(0, limit)), nextCursor };
  }
  return await readAfter(reader, { filter, sort, limit, digest, position: cursor?.position ?? null });
}

async function readAfter<Stored extends Document & { _id: string }>(
  reader: ListReader<Stored>,
  options: Pick<ListRequest<Stored>, "filter" | "sort"> & {
    limit: number;
    digest: string;
    position: Parameters<ListReader<Stored>["after"]>[2]["position"];
  },
): Promise<ListPage<Stored>> {
  const { filter, sort, limit, digest } = options;
  const { items, position } = await reader.after(filter, sort, { position: options.position, limit });
  const more = position !== null && items.length === limit &&
    (await reader.after(filter, sort, { position, limit: 1 })).items.length > 0;
  return { items, nextCursor: more ? encodeCursor({ position }, digest) : null };
}
