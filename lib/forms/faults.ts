/** What is wrong with the fields of a form, in the words of whoever fills it in. Pure. */
import type { FieldFault } from "@/lib/browser/api.ts";
import { formatCount, formatQuantity } from "@/lib/format/number.ts";
import { listed } from "@/lib/format/words.ts";

export interface FormFault {
  /** A sentence without its period; after the name of the client where there is one. */
  words: string;
  /** Whom the words are about: shown before them as a link. */
  client?: { id: string; name: string };
}

export type FormFaults<Field extends string = string> = Readonly<Partial<Record<Field, FormFault>>>;

/** What the API refuses, sorted: beside its field, or said of the whole. */
export interface Refusal<Field extends string = string> {
  fields: FormFaults<Field>;
  rest: string | null;
}

interface Wording<Field extends string> {
  /** The field that a JSON pointer leads to; `null` when the form has none for it. */
  fieldOf: (pointer: string) => Field | null;
  labels: Readonly<Record<Field, string>>;
  /** In words of the form's own, where the common ones would not do. */
  words?: (field: Field, detail: string) => string | null;
  /** What to say where nothing was entered: "Enter a name". */
  empty?: Readonly<Partial<Record<Field, string>>>;
}

/** Every fault that the API names, each in words and at its field; what it has no field for is said as one. */
export function refusalOf<Field extends string>(
  faults: readonly FieldFault[],
  { fieldOf, labels, words, empty }: Wording<Field>,
): Refusal<Field> {
  const fields: Partial<Record<Field, FormFault>> = {};
  const rest: string[] = [];
  for (const { pointer, detail } of faults) {
    const field = fieldOf(pointer);
    if (field === null) rest.push(`${pointer.replace(/^\//, "")} ${detail}`.trim());
    else {
      fields[field] ??= {
        words: words?.(field, detail) ?? plainWords(detail, empty?.[field]) ?? `${labels[field]} ${detail}`,
      };
    }
  }
  return { fields, rest: rest.length === 0 ? null : rest.join("; ") };
}

/** What the API says of any text, as people say it; `null` for what is not about texts in general. */
function plainWords(detail: string, empty = "Fill this in"): string | null {
  const [, most] = /^must have at most (\d+) characters$/.exec(detail) ?? [];
  if (most) return `Shorten this to ${formatCount(Number(most))} characters`;
  if (detail === "must not be empty") return empty;
  if (detail === "must not contain control characters") return INVISIBLE;
  if (detail === "must not contain half of a surrogate pair") {
    return "Take out the character that is shown as �";
  }
  return null;
}

const INVISIBLE = "Take out tabs, line breaks and other invisible characters";

/** What is wrong with a line of text, by the rules of the API; `null` when nothing is. */
export function textFault(
  text: string,
  { max, empty, lines = false }: { max: number; empty?: string; lines?: boolean },
): FormFault | null {
  const written = text.normalize().trim();
  if (written === "") return empty === undefined ? null : { words: empty };
  if (written.length > max) {
    const surplus = formatQuantity(written.length - max, "character");
    return { words: `Shorten this to ${formatCount(max)} characters: ${surplus} too many` };
  }
  // deno-lint-ignore no-control-regex -- finding control characters is the purpose
  const invisible = lines ? /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/ : /[\u0000-\u001f\u007f]/;
  return invisible.test(written) ? { words: INVISIBLE } : null;
}

/** Without the entries that are `null`. */
export function faultsOnly<Field extends string>(
  faults: Readonly<Partial<Record<Field, FormFault | null>>>,
): FormFaults<Field> {
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault)) as FormFaults<Field>;
}

export function isFaultless(faults: FormFaults): boolean {
  return Object.values(faults).every((fault) => fault === undefined);
}

/** "Not saved yet: 2 fields to put right, Name and MRR", for the foot of a form; `null` when nothing is wrong. */
export function faultSummary<Field extends string>(
  faults: FormFaults<Field>,
  labels: Readonly<Record<Field, string>>,
  undone: string,
): string | null {
  const wrong = (Object.keys(labels) as Field[]).filter((field) => faults[field]).map((field) =>
    labels[field]
  );
  if (wrong.length === 0) return null;
  return `${undone}: ${formatQuantity(wrong.length, "field")} to put right, ${listed(wrong)}`;
}
