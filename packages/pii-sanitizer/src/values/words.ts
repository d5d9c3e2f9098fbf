// Splits a name such as `userPassword`, `api_key`, `X-Api-Key` or `Numéro de téléphone` into lower-case ASCII words.

/** Longer names are cut: a name is not a place to hide work in. */
const MAX_CHARS = 256;
const WORDS = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[\u0080-\uffff]+/g;
const ASCII = /^[\0-\x7f]*$/;
const MARKS = /\p{M}+/gu;
/** Letters that have no decomposition in Unicode. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ø: 'o', Ø: 'O', æ: 'ae', Æ: 'Ae', œ: 'oe', Œ: 'Oe', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i' },
};
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

/** The words of a name. Acronyms stay whole: `userSSN` is `user`, `ssn`; `APIKey` is `api`, `key`. Accents are dropped. */
export function wordsOf(name: string): string[] {
  let text = name.length > MAX_CHARS ? name.slice(0, MAX_CHARS) : name;
  if (!ASCII.test(text)) {
    text = text
      .normalize('NFKD')
      .replace(MARKS, '')
      .replace(SPECIAL, (letter) => LETTERS[letter] as string);
  }
  return text.match(WORDS)?.map((word) => word.toLowerCase()) ?? [];
}
