import { z } from "zod";
import { pagingFields } from "@/lib/lists/list_page.ts";
import type { Sort } from "@/lib/lists/sorting.ts";

/** Query of `GET /clients/:id/notes`. */
export const noteQuerySchema = z.object(pagingFields);

export type NoteQuery = z.output<typeof noteQuerySchema>;

export const NEWEST_FIRST: Sort = { key: { path: "createdAt", type: "time" }, descending: true };
