import { expect } from "@std/expect";
import { noteFaults, noteRefusal } from "@/lib/note_form/faults.ts";
import { newNoteSchema } from "@/lib/notes/schema.ts";
import { faultsOf } from "@/lib/platform/faults.ts";

const refused = (note: { text: string; author: string }) => {
  const { error } = newNoteSchema.safeParse(note);
  return error ? noteRefusal({ faults: faultsOf(error), message: "" }).fields : {};
};

Deno.test("a note may have lines, and a name that is left out is no fault", () => {
  const note = { text: "Called Dana\n\tshe is back in May", author: "" };
  expect(noteFaults(note)).toEqual({});
  expect(refused({ ...note, author: "Ben" })).toEqual({});
});

Deno.test("form and schema draw their limits at the same place, and say all that is wrong", () => {
  const most = { text: "x".repeat(4_000), author: "y".repeat(100) };
  expect([noteFaults(most), refused(most)]).toEqual([{}, {}]);
  const more = { text: "x".repeat(4_001), author: "y".repeat(102) };
  expect(noteFaults(more)).toEqual({
    text: { words: "Shorten this to 4,000 characters: 1 character too many" },
    author: { words: "Shorten this to 100 characters: 2 characters too many" },
  });
  expect(refused(more)).toEqual({
    text: { words: "Shorten this to 4,000 characters" },
    author: { words: "Shorten this to 100 characters" },
  });
  expect([noteFaults({ text: " \n", author: "" }), refused({ text: " \n", author: "Ben" })]).toEqual([
    { text: { words: "Write the note first" } },
    { text: { words: "Write the note first" } },
  ]);
});
