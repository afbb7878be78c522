import { useEffect, useRef } from "preact/hooks";
import { Button } from "@/components/ui/Button.tsx";
import { rememberedAuthor } from "@/lib/browser/note_writer.ts";
import { Field, FIELD_CLASS } from "@/components/ui/Field.tsx";

interface NoteFormProps {
  sending: boolean;
  /** Resolves to whether it was stored: then the field is emptied. */
  onAdd: (note: { text: string; author: string }) => Promise<boolean>;
}

const TEXT_MAX = 4_000;
const AUTHOR_MAX = 100;

/** A new note and who writes it. Control and Enter in the text send it. */
export function NoteForm({ sending, onAdd }: NoteFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const author = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (author.current) author.current.value = rememberedAuthor();
  }, []);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const text = form.current?.elements.namedItem("text");
    if (!(text instanceof HTMLTextAreaElement)) return;
    if (!await onAdd({ text: text.value, author: author.current?.value.trim() ?? "" })) return;
    text.value = "";
    text.focus();
  }

  function sendByKey(event: KeyboardEvent): void {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit();
  }

  return (
    <form ref={form} onSubmit={submit} class="no-print flex flex-col gap-3 border-t px-4 py-4">
      <Field id="note-text" label="New note">
        <textarea
          id="note-text"
          name="text"
          required
          maxLength={TEXT_MAX}
          rows={3}
          class="note-field w-full rounded-control border border-line-strong bg-surface px-3 py-2 text-14 text-ink"
          onKeyDown={sendByKey}
        />
      </Field>
      <div class="flex flex-wrap items-end justify-between gap-3">
        <div class="min-w-0 flex-1">
          <Field id="note-author" label="Your name (may be left out)">
            <input
              ref={author}
              id="note-author"
              name="author"
              maxLength={AUTHOR_MAX}
              autocomplete="name"
              class={FIELD_CLASS}
            />
          </Field>
        </div>
        <Button type="submit" tone="primary" disabled={sending}>{sending ? "Storing" : "Add note"}</Button>
      </div>
    </form>
  );
}
