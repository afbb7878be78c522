import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Age } from "@/components/ui/Age.tsx";
import { Button } from "@/components/ui/Button.tsx";
import type { NoteView } from "@/lib/notes/view.ts";

interface NoteItemProps {
  note: NoteView;
  /** ISO 8601. */
  now: string;
  timeZone: string;
  /** It was written in this browser. */
  own: boolean;
  busy: boolean;
  /** It is gone, and only its place is still there. */
  deleted: boolean;
  /** Absent where nothing may be changed any more. */
  onDelete: (() => void) | null;
}

/** One note as it was written, and its deletion in two steps. */
export function NoteItem({ note, now, timeZone, own, busy, deleted, onDelete }: NoteItemProps) {
  const asking = useSignal(false);
  const author = note.author ?? (own ? "You" : "No name");
  const keep = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asking.value) keep.current?.querySelector("button")?.focus();
  }, [asking.value]);
  return (
    <li data-note={note.id} class="flex flex-col gap-1 px-4 py-3">
      <p class={`note-text ${deleted ? "text-ink-3 line-through" : ""}`} dir="auto">{note.text}</p>
      <div class="note-foot flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p class="text-12 text-ink-3">
          <bdi class="long-word">{author}</bdi> · <Age at={note.createdAt} now={now} timeZone={timeZone} />
        </p>
        {deleted ? <span class="px-2 text-12 text-ink-2">Deleted</span> : onDelete && (asking.value
          ? (
            <div
              ref={keep}
              class="no-print flex flex-wrap items-center gap-2"
              role="group"
              aria-label="Delete this note for good"
            >
              <span class="text-12 text-ink-2">Delete it for good</span>
              <Button onClick={() => asking.value = false}>Keep</Button>
              <Button tone="danger" disabled={busy} onClick={onDelete}>Delete note</Button>
            </div>
          )
          : (
            <button
              type="button"
              class="no-print rounded-control px-2 text-12 text-ink-3 hover:text-ink hover:underline"
              onClick={() => asking.value = true}
            >
              Delete<span class="sr-only">the note of {author}: {note.text.slice(0, 60)}</span>
            </button>
          ))}
      </div>
    </li>
  );
}
