// Splits a name such as `userPassword`, `api_key` or `X-Api-Key` into lower-case words.

/** Longer names are cut: a name is not a place to hide work in. */
const MAX_CHARS = 256;
const WORDS = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[\u0080-\uffff]+/g;

/** The words of a name. Acronyms stay whole: `userSSN` is `user`, `ssn`; `APIKey` is `api`, `key`. */
export function wordsOf(name: string): string[] {
  const text = name.length > MAX_CHARS ? name.slice(0, MAX_CHARS) : name;
  return text.match(WORDS)?.map((word) => word.toLowerCase()) ?? [];
}
