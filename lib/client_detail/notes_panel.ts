/** The notes of an open client page: follows them, writes and deletes. Browser only but for the first value. */
import { type ReadonlySignal, signal } from "@preact/signals";
import { ApiError, deleteJson, sendJson } from "@/lib/browser/api.ts";
import { ownNotes, rememberAuthor, rememberOwnNote } from "@/lib/browser/note_writer.ts";
import { createClientPart } from "@/lib/client_detail/client_part.ts";
import { NOTES_SHOWN } from "@/lib/client_detail/page_choice.ts";
import type { NoteListView, NoteView } from "@/lib/notes/view.ts";

/** As many as the API gives at once. */
const NOTES_MAX = 100;

export interface NotesPanel {
  readonly list: ReadonlySignal<NoteListView>;
  readonly gone: ReadonlySignal<boolean>;
  /** Why the last change failed, in words. */
  readonly fault: ReadonlySignal<string | null>;
  /** A change is on its way. */
  readonly busy: ReadonlySignal<boolean>;
  /** Resolves to whether it was stored; if not, `fault` says why. @param author empty when nobody is named */
  add(note: { text: string; author: string }): Promise<boolean>;
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

  async function change(failure: string, send: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    fault.value = null;
    try {
      await send();
      part.refresh();
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      fault.value = `${failure}: ${error.message}`;
      return false;
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
    add({ text, author }) {
      rememberAuthor(author);
      return change("The note was not stored", async () => {
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
    },
    remove({ id }) {
      return change("The note is still there", async () => {
        await deleteJson(`/clients/${clientId}/notes/${id}`);
        const { notes, total, nextCursor } = part.value.value;
        const kept = notes.filter((note) => note.id !== id);
        part.set({ notes: kept, total: total - (notes.length - kept.length), nextCursor });
      });
    },
    showMore() {
      limit = NOTES_MAX;
      part.refresh();
    },
  };
}
