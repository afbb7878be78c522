/** What this browser knows of who writes notes in it: there are no accounts yet. Where storage is blocked, nothing. */

const NAME_KEY = "note-author";
const OWN_KEY = "own-notes";
const OWN_MAX = 500;

/** The name that was used last, or none. */
export function rememberedAuthor(): string {
  return read(NAME_KEY) ?? "";
}

export function rememberAuthor(name: string): void {
  keep(NAME_KEY, name);
}

/** The ids of the notes that were written here. */
export function ownNotes(): string[] {
  return (read(OWN_KEY) ?? "").split(" ").filter((id) => id !== "");
}

export function rememberOwnNote(id: string): void {
  keep(OWN_KEY, [...ownNotes(), id].slice(-OWN_MAX).join(" "));
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is blocked: nothing is remembered.
  }
}
