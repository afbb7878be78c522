/** What is wrong with a note that is being written, in words. Pure. */
import type { ApiError } from "@/lib/browser/api.ts";
import {
  faultsOnly,
  faultSummary,
  type FormFaults,
  isFaultless,
  type Refusal,
  refusalOf,
  textFault,
} from "@/lib/forms/faults.ts";

export type NoteField = "text" | "author";

export const NOTE_LABELS: Readonly<Record<NoteField, string>> = { text: "New note", author: "Your name" };

/** In UTF-16 units. */
const MAX = { text: 4_000, author: 100 };
const EMPTY = { text: "Write the note first" };

export function noteFaults({ text, author }: Record<NoteField, string>): FormFaults<NoteField> {
  return faultsOnly<NoteField>({
    text: textFault(text, { max: MAX.text, empty: EMPTY.text, lines: true }),
    author: textFault(author, { max: MAX.author }),
  });
}

/** What the API refused. */
export function noteRefusal({ faults, message }: Pick<ApiError, "faults" | "message">): Refusal<NoteField> {
  if (faults.length === 0) return { fields: {}, rest: message };
  return refusalOf<NoteField>(faults, {
    fieldOf: (pointer) => pointer === "/text" ? "text" : pointer === "/author" ? "author" : null,
    labels: NOTE_LABELS,
    empty: EMPTY,
  });
}

/** What a form shows of a note that was not stored. */
export interface NoteVerdict {
  fields: FormFaults<NoteField>;
  /** For the foot of the form. */
  summary: string | null;
}

/** Has a note stored that is right; `null` when it is. */
export async function storeNote(
  note: Record<NoteField, string>,
  onAdd: (note: Record<NoteField, string>) => Promise<ApiError | null>,
): Promise<NoteVerdict | null> {
  const found = noteFaults(note);
  const error = isFaultless(found) ? await onAdd(note) : null;
  if (isFaultless(found) && error === null) return null;
  const { fields, rest } = error ? noteRefusal(error) : { fields: found, rest: null };
  const summary = faultSummary(fields, NOTE_LABELS, "Not stored yet") ??
    (rest === null ? null : `The note was not stored: ${rest}`);
  return { fields, summary };
}
