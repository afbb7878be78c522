import { useEffect, useMemo, useRef } from "preact/hooks";
import { NoteForm } from "@/components/client/NoteForm.tsx";
import { NoteItem } from "@/components/client/NoteItem.tsx";
import { PrintRest } from "@/components/client/PrintRest.tsx";
import { Button } from "@/components/ui/Button.tsx";
import { Card } from "@/components/ui/Card.tsx";
import { useSteadyList } from "@/lib/browser/steady_list.ts";
import { useNow } from "@/lib/browser/now.ts";
import { createNotesPanel } from "@/lib/client_detail/notes_panel.ts";
import { formatQuantity } from "@/lib/format/number.ts";
import type { NoteListView, NoteView } from "@/lib/notes/view.ts";

interface ClientNotesProps {
  clientId: string;
  timeZone: string;
  notes: NoteListView;
  /** When the page was rendered, ISO 8601. */
  now: string;
  /** Of the live stream, before the notes were read. */
  livePosition: string;
}

/** Ages are told anew this often. */
const TICK_MS = 30_000;

/** What people want to remember of a client, the newest first, whoever writes it. */
export function ClientNotes(
  { clientId, timeZone, notes, now: seenAt, livePosition }: ClientNotesProps,
) {
  const panel = useMemo(() => createNotesPanel(clientId, notes), []);
  const now = useNow(seenAt, TICK_MS);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => panel.follow(livePosition), []);

  async function remove(note: NoteView): Promise<void> {
    // The button that had the focus goes with its note.
    if (await panel.remove(note)) list.current?.focus();
  }

  const { notes: kept, total } = panel.list.value;
  const { rows: shown, left, place } = useSteadyList(kept, ({ id }) => id, "note");
  return (
    <Card title="Notes" id="notes" aside={total === 0 ? "none" : formatQuantity(total, "note")} flush>
      {!panel.gone.value && <NoteForm sending={panel.busy.value} onAdd={panel.add} />}
      {panel.fault.value && (
        <p role="alert" class="border-t px-4 py-2 text-13 text-critical">{panel.fault.value}</p>
      )}
      {shown.length === 0 && (
        <p class="border-t px-4 py-4 text-ink-2">
          Nobody has written anything yet. A note is seen by everyone who opens this page.
        </p>
      )}
      <ul
        ref={list}
        {...place}
        tabIndex={-1}
        aria-label="Notes, newest first"
        class={`print-few divide-y outline-none ${shown.length > 0 ? "border-t" : ""}`}
      >
        {shown.map((note) => (
          <NoteItem
            key={note.id}
            note={note}
            now={latest(now.value, note.createdAt)}
            timeZone={timeZone}
            own={panel.isOwn(note)}
            busy={panel.busy.value}
            deleted={left.has(note.id)}
            onDelete={panel.gone.value ? null : () => void remove(note)}
          />
        ))}
      </ul>
      <PrintRest count={total} />
      {total > kept.length && (
        <div class="no-print border-t px-4 py-3">
          <Button onClick={panel.showMore}>
            {`Show older notes, ${total - kept.length} more`}
          </Button>
        </div>
      )}
    </Card>
  );
}

/** A note of this very moment is not from the future. */
function latest(now: string, createdAt: string): string {
  return now > createdAt ? now : createdAt;
}
