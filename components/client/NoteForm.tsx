import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "@/components/ui/Button.tsx";
import { Field, FormSummary, noted, TextField } from "@/components/ui/Field.tsx";
import { focusFirstFault } from "@/lib/browser/form_focus.ts";
import { rememberedAuthor } from "@/lib/browser/note_writer.ts";
import type { ApiError } from "@/lib/browser/api.ts";
import type { NoteVerdict } from "@/lib/note_form/faults.ts";

interface NoteFormProps {
  sending: boolean;
  /** Resolves to why it was not stored; `null`: then the field is emptied. */
  onAdd: (note: { text: string; author: string }) => Promise<ApiError | null>;
}

const NOTHING_WRONG: NoteVerdict = { fields: {}, summary: null };

/** A new note and who writes it. Control and Enter in the text send it. */
export function NoteForm({ sending, onAdd }: NoteFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const verdict = useSignal(NOTHING_WRONG);
  useEffect(() => {
    const author = form.current?.elements.namedItem("author");
    if (author instanceof HTMLInputElement) author.value = rememberedAuthor();
  }, []);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const text = form.current?.elements.namedItem("text");
    if (!form.current || !(text instanceof HTMLTextAreaElement)) return;
    const author = String(new FormData(form.current).get("author")).trim();
    const note = { text: text.value, author };
    // What few visits need does not weigh on every page of a client.
    const { storeNote } = await import("@/lib/note_form/faults.ts");
    verdict.value = await storeNote(note, onAdd) ?? NOTHING_WRONG;
    if (verdict.value !== NOTHING_WRONG) return focusFirstFault(form.current);
    text.value = "";
    text.focus();
  }

  function sendByKey(event: KeyboardEvent): void {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit();
  }

  const { fields, summary } = verdict.value;
  return (
    <form ref={form} onSubmit={submit} noValidate class="no-print flex flex-col gap-3 border-t px-4 py-4">
      <Field id="note-text" label="New note" fault={fields.text}>
        <textarea
          id="note-text"
          name="text"
          rows={3}
          class="note-field w-full rounded-control border border-line-strong bg-surface px-3 py-2 text-14 text-ink"
          onKeyDown={sendByKey}
          {...noted({ id: "note-text", fault: fields.text })}
        />
      </Field>
      <FormSummary words={summary} />
      <div class="flex flex-wrap items-end justify-between gap-3">
        <div class="min-w-0 flex-1">
          <TextField
            id="note-author"
            name="author"
            label="Your name (may be left out)"
            autocomplete="name"
            fault={fields.author}
          />
        </div>
        <Button type="submit" tone="primary" disabled={sending}>{sending ? "Storing" : "Add note"}</Button>
      </div>
    </form>
  );
}
