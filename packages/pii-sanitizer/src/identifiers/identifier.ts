// What the table of identifiers says of each national, sector or device number.
import { spellOut } from './forms.ts';

/** One kind of identifier: how it is written, how it is checked, and which words speak of it. */
export interface Identifier {
  /** Type of its findings, such as `UK_NHS`. Unique in the table. */
  type: string;
  /** ISO 3166 alpha-2 code of the country in lower case, or `any` for a number that no country issues. */
  locale: string;
  /**
   * Written forms that are proof by themselves once `check` passes: chance finds fewer than one in 2,000 in technical
   * text, or the layout is unmistakable. `#` is a digit, `A` a letter, `*` a letter or a digit; a space, `-`, `.` and `/`
   * stand for themselves. Letters match in either case. At most 12 groups.
   */
  proven: readonly string[];
  /** Further forms, which need one of the words of `context` near by, or to be the whole text. */
  inContext: readonly string[];
  /**
   * Share of random strings that pass `check`, for the form where it is largest, to about one digit. Where several rows
   * match and nothing else decides, the one with the smallest chance is the likeliest.
   */
  chance: number;
  /**
   * Tells a real number from one that only looks like it. Tests classes of characters itself; never throws.
   * @param compact The text without its separators, in upper-case ASCII.
   */
  check(compact: string): boolean;
  /**
   * Words and phrases that speak of it, in English and the languages of the country: lower case, Latin letters without
   * accents. Each matches where a word starts; a space in a phrase stands for up to two of space, `-`, `_`, `.` and
   * apostrophe, or for nothing. One in capitals (`PAN`) is an ordinary word otherwise, and matches only as a whole word
   * in capitals, or as a whole key.
   */
  context: readonly string[];
  /** The standard or the authority. */
  source: string;
}

/**
 * A row of the table.
 * @param words The type, which begins with the country unless `more.locale` says otherwise, and the words and phrases of
 *   `context`, with `|` between them.
 * @param proven Forms with `|` between them, where `#{4,6}` stands for four to six digits.
 * @param inContext Further ones.
 * @param chance As above.
 * @param check As above, or the pattern of the whole compact text.
 * @param more The source, which the build leaves out, and the locale.
 */
export function identifier(
  words: string,
  proven: string,
  inContext: string,
  chance: number,
  check: RegExp | Identifier['check'],
  more: { source: string; locale?: string },
): Identifier {
  const [type, ...context] = words.split('|') as [string, ...string[]];
  return {
    type,
    locale: type.slice(0, 2).toLowerCase(),
    chance,
    check: check instanceof RegExp ? (text) => check.test(text) : check,
    proven: spellOut(proven),
    inContext: spellOut(inContext),
    context,
    ...more,
  };
}
