/** "API calls" from "API calls", "Logins" from "logins": for words that begin a title or a sentence. */
export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
