import { z } from "zod";
import { inJsonSchema } from "@/lib/platform/json_schema.ts";
import { textSchema } from "@/lib/platform/schema.ts";

const TEXT_MAX = 4_000;
const AUTHOR_MAX = 100;

/** White space at both ends, which is cut off; between them lines, without other control characters. */
const TRIMMED_LINES =
  "^\\s*[^\\s\\u0000-\\u001f\\u007f]([^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*" +
  "[^\\s\\u0000-\\u001f\\u007f])?\\s*$";

/** What someone wants to remember of a client. Plain text; it is written once and never changed. */
export interface Note {
  _id: string;
  clientId: string;
  /** Lines end in `\n`. */
  text: string;
  /** `null` when nobody was named: there are no accounts yet. */
  author: string | null;
  createdAt: Date;
}

/** Body of `POST /clients/:id/notes`. */
export const newNoteSchema = z.strictObject({
  text: z.string().refine((text) => text.isWellFormed(), {
    error: "must not contain half of a surrogate pair",
    abort: true,
  }).normalize().max(TEXT_MAX, `must have at most ${TEXT_MAX} characters`)
    .overwrite((text) => text.replaceAll(/\r\n?/g, "\n")).trim().min(1, "must not be empty")
    // deno-lint-ignore no-control-regex -- refusing control characters is the purpose
    .refine((text) => !/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text), "must not contain control characters")
    .meta({
      description: "Plain text, on one line or several; nothing in it is interpreted",
      example: "Called Dana: the new exports team starts in May",
      ...inJsonSchema({ pattern: TRIMMED_LINES }),
    }),
  author: textSchema(AUTHOR_MAX).nullable().default(null).meta({
    description: "Who writes it, as text: there are no accounts yet; null when nobody is named",
    example: "Dana Okafor",
  }),
});

export type NewNote = z.output<typeof newNoteSchema>;
