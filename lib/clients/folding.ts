/** Folds text for search by prefix: lower case, no accents, single spaces. Idempotent. */
export function foldForSearch(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}
