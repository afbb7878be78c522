import type { ComponentChildren, InputHTMLAttributes } from "preact";
import { Link } from "@/components/ui/Link.tsx";
import { clientAddress } from "@/lib/format/address.ts";
import type { FormFault } from "@/lib/forms/faults.ts";

/** The look of inputs and selects. */
export const FIELD_CLASS =
  "w-full min-w-0 rounded-control border border-line-strong bg-surface px-3 text-14 text-ink h-9 coarse:h-11";

export interface FieldProps {
  label: string;
  /** Of the input inside; names what is said about it. */
  id: string;
  hint?: string | undefined;
  /** What is wrong with it. */
  fault?: FormFault | undefined;
  /** What is asked about it, with the answer to choose. */
  question?: ComponentChildren;
  children: ComponentChildren;
}

/** A label over its input, with a hint, what is wrong or what is asked under it. The input takes `noted` of the same. */
export function Field({ label, id, hint, fault, question, children }: FieldProps) {
  return (
    <div class="flex min-w-0 flex-col gap-1">
      <label for={id} class="text-13 text-ink-2">{label}</label>
      {children}
      <FieldNote {...{ id, hint, fault, question }} />
    </div>
  );
}

type Note = Pick<FieldProps, "id" | "hint" | "fault" | "question">;

/** What is said under an input: what is wrong before what is asked, and that before a hint. */
export function FieldNote({ id, hint, fault, question }: Note) {
  if (!fault && !question && !hint) return null;
  const tone = fault ? "text-critical" : question ? "text-ink" : "text-ink-3";
  return (
    <div id={noteId(id)} class={`text-12 ${tone}`}>
      {fault ? <FaultWords fault={fault} /> : question ?? hint}
    </div>
  );
}

/** What an input says of its own note to those who hear it. */
export function noted(
  { id, hint, fault, question }: Note,
): { "aria-invalid"?: "true"; "aria-describedby"?: string } {
  return {
    ...(fault ? { "aria-invalid": "true" } : {}),
    ...(fault || question || hint ? { "aria-describedby": noteId(id) } : {}),
  };
}

type TextFieldProps =
  & Omit<FieldProps, "children">
  & Omit<InputHTMLAttributes<HTMLInputElement>, "id" | "label" | "class" | "list" | "children">
  & {
    /** Values to choose from while typing. */
    offers?: readonly string[] | undefined;
  };

/** A field for one line of text, a date or a number. */
export function TextField({ label, id, hint, fault, question, offers, ...input }: TextFieldProps) {
  return (
    <Field {...{ label, id, hint, fault, question }}>
      <input
        id={id}
        type="text"
        class={FIELD_CLASS}
        autocomplete="off"
        list={offers ? `${id}-offers` : undefined}
        {...noted({ id, hint, fault, question })}
        {...input}
      />
      {offers && (
        <datalist id={`${id}-offers`}>
          {offers.map((offer) => <option key={offer} value={offer} />)}
        </datalist>
      )}
    </Field>
  );
}

/** Read out and seen at the foot of a form whose fields have faults. */
export function FormSummary({ words }: { words: string | null }) {
  return <p role="alert" class={words ? "text-13 text-critical" : "sr-only"}>{words && `${words}.`}</p>;
}

function FaultWords({ fault: { client, words } }: { fault: FormFault }) {
  if (!client) return words;
  return (
    <>
      <Link href={clientAddress(client.id)} target="_blank" class="font-medium underline">
        {client.name}
        <span class="sr-only">(opens beside this page)</span>
      </Link>{" "}
      {words}
    </>
  );
}

/** The id of what is said about an input. */
function noteId(id: string): string {
  return `${id}-note`;
}
