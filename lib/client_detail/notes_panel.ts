/** The notes of an open client page: follows them, writes and deletes. Browser only but for the first value. */
import { type ReadonlySignal, signal } from "@preact/signals";
import { ApiError, deleteJson, failureSentence, sendJson } from "@/lib/browser/api.ts";
import { ownNotes, rememberAuthor, rememberOwnNote } from "@/lib/browser/note_writer.ts";
import { createClientPart } from "@/lib/client_detail/client_part.ts";
import { NOTES_SHOWN } from "@/lib/client_detail/page_choice.ts";
import type { NoteListView, NoteView } from "@/lib/notes/view.ts";

/** As many as the API gives at once. */
const NOTES_MAX = 100;

export interface NotesPanel {
  readonly list: ReadonlySignal<NoteListView>;
  readonly gone: ReadonlySignal<boolean>;
  /** Why the last deletion failed, in words. */
  readonly fault: ReadonlySignal<string | null>;
  /** A change is on its way. */
  readonly busy: ReadonlySignal<boolean>;
  /** Resolves to why it was not stored, `null` when it was. @param author empty when nobody is named */
  add(note: { text: string; author: string }): Promise<ApiError | null>;
  /** Resolves to whether it is gone; if not, `fault` says why. */
  remove(note: NoteView): Promise<boolean>;
  showMore(): void;
  /** Whether it was written in this browser; none is known to be before `follow`. */
  isOwn(note: NoteView): boolean;
  follow(after: string): () => void;
}

export function createNotesPanel(clientId: string, initial: NoteListView): NotesPanel {
  const fault = signal<string | null>(null);
  const busy = signal(false);
  const own = signal<ReadonlySet<string>>(new Set());
  let limit = NOTES_SHOWN;
  const part = createClientPart(clientId, initial, {
    path: () => `/clients/${clientId}/notes?limit=${limit}`,
    delayMs: 100,
  });

  /** One change at a time. Resolves to why it failed; `null` when it was done. */
  async function change(send: () => Promise<unknown>): Promise<ApiError | null> {
    if (busy.value) return new ApiError("Another change is on its way; try again when it is done", 0);
    busy.value = true;
    fault.value = null;
    try {
      await send();
      part.refresh();
      return null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return error;
    } finally {
      busy.value = false;
    }
  }

  return {
    list: part.value,
    gone: part.gone,
    fault,
    busy,
    follow(after) {
      own.value = new Set(ownNotes());
      return part.follow(after);
    },
    isOwn: ({ id }) => own.value.has(id),
    async add({ text, author }) {
      rememberAuthor(author);
      const error = await change(async () => {
        const note = await sendJson<NoteView>("POST", `/clients/${clientId}/notes`, {
          text,
          ...(author === "" ? {} : { author }),
        });
        rememberOwnNote(note.id);
        own.value = new Set([...own.value, note.id]);
        const { notes, total, nextCursor } = part.value.value;
        // The stream may have told of it already.
        if (notes.some(({ id }) => id === note.id)) return;
        part.set({ notes: [note, ...notes], total: total + 1, nextCursor });
      });
      return error;
    },
    async remove({ id }) {
      const error = await change(async () => {
        await deleteJson(`/clients/${clientId}/notes/${id}`);
        const { notes, total, nextCursor } = part.value.value;
        const kept = notes.filter((note) => note.id !== id);
        part.set({ notes: kept, total: total - (notes.length - kept.length), nextCursor });
      });
      if (error) fault.value = failureSentence("The note is still there", error);
      return error === null;
    },
    showMore() {
      limit = NOTES_MAX;
      part.refresh();
    },
  };
}
