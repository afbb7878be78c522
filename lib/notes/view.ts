import { z } from "zod";
import { nextCursorSchema } from "@/lib/lists/list_page.ts";
import type { Note } from "@/lib/notes/schema.ts";

export const noteSchema = z.object({
  id: z.string().meta({ example: "66f0a1b2c3d4e5f60123456a" }),
  clientId: z.string().meta({ example: "66f0a1b2c3d4e5f601234567" }),
  text: z.string().meta({ example: "Called Dana: the new exports team starts in May" }),
  author: z.string().nullable().meta({
    description: "As it was given; null when nobody was named",
    example: "Dana Okafor",
  }),
  createdAt: z.iso.datetime().meta({ example: "2026-03-31T12:00:00.000Z" }),
}).meta({ id: "Note", description: "What someone wants to remember of a client" });

export const noteListSchema = z.object({
  notes: z.array(noteSchema).meta({ description: "Newest first" }),
  total: z.int().meta({ description: "All of the client, whatever the page", example: 3 }),
  nextCursor: nextCursorSchema,
}).meta({ id: "NoteList" });

export type NoteView = z.infer<typeof noteSchema>;
export type NoteListView = z.infer<typeof noteListSchema>;

/** What was stored for nobody before `null` was. */
const FORMER_NOBODY = "you";

export function toNoteView({ _id, clientId, text, author, createdAt }: Note): NoteView {
  return {
    id: _id,
    clientId,
    text,
    author: author === FORMER_NOBODY ? null : author,
    createdAt: createdAt.toISOString(),
  };
}
