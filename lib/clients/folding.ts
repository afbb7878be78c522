/** Letters that Unicode does not take apart, as people type them who have no such key. */
const TYPED_AS: ReadonlyMap<string, string> = new Map(Object.entries({
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ħ: "h",
  ŧ: "t",
  ŋ: "n",
  ı: "i",
  ĸ: "k",
  ς: "σ",
}));
const LETTERS = new RegExp(`[${[...TYPED_AS.keys()].join("")}]`, "g");

/** Finds words where nothing stands between them, as in Chinese and Japanese. */
const SEGMENTER = new Intl.Segmenter("en", { granularity: "word" });

/** Folds text for search: lower case, no accents, plain letters for special ones, single spaces. Idempotent. */
export function foldForSearch(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(LETTERS, (letter) => TYPED_AS.get(letter) ?? letter).replace(/\s+/g, " ").trim();
}

/**
 * What a text is found by: each stretch between spaces, folded, and what is left of it from each of its words on, so
 * that `Sundial-Health` is found by "sundial-h" and by "health".
 */
export function searchWords(text: string): string[] {
  const words = new Set<string>();
  for (const stretch of foldForSearch(text).split(" ").filter(Boolean)) {
    words.add(stretch);
    for (const { index } of stretch.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)) {
      words.add(stretch.slice(index));
    }
    for (const { index, isWordLike } of SEGMENTER.segment(stretch)) {
      if (isWordLike) words.add(stretch.slice(index));
    }
  }
  return [...words];
}

/** The beginnings of words that a search asks for, all of them; without those that others begin with. */
export function askedWords(search: string): string[] {
  const asked = [...new Set(foldForSearch(search).split(" ").filter(Boolean))];
  return asked.filter((word) => !asked.some((other) => other !== word && other.startsWith(word)));
}

/** What is stored of a client for search and for the order of names. */
export function searchFields({ name, externalId }: { name: string; externalId: string }) {
  return {
    foldedName: foldForSearch(name),
    searchWords: [...new Set([...searchWords(name), ...searchWords(externalId)])],
  };
}
