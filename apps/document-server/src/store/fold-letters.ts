// Letters without their accents, as the index folds them (SQLite, `unicode61 remove_diacritics 2`).

const BASE = new Map<string, string>();
const VARIANTS = new Map<string, string>();
for (let code = 0xc0; code < 0x1f00; code++) {
  const letter = String.fromCharCode(code).toLowerCase();
  const [base = '', mark = ''] = letter.normalize('NFD');
  if (BASE.has(letter) || !/\p{Script=Latin}/u.test(base) || mark === '') continue;
  BASE.set(letter, base);
  VARIANTS.set(base, (VARIANTS.get(base) ?? '') + letter);
}

/** The word in small letters without accents. */
export function foldLetters(word: string): string {
  return word
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u00c0-\u1eff]/g, (letter) => BASE.get(letter) ?? letter);
}

/** The letters that {@link foldLetters} turns into `letter`, with itself, but for capitals. */
export function unfoldLetter(letter: string): string {
  return letter + (VARIANTS.get(letter) ?? '');
}
