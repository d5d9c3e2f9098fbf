// All words that speak of some type, in one index by their first letters.
import { isAlpha, isUpper } from '../text/chars.ts';

/** A phrase, and what it speaks of. */
export interface Phrase {
  readonly text: string;
  readonly id: number;
  /** Matches as it stands, in capitals, as a whole word. */
  readonly isExact: boolean;
}

const SPACE = 32;
const LETTER_S = 115;
const BASE = 27;
/** Where the alphabets end that have accented Latin letters. */
const LATIN_END = 0x250;

/** Latin letters, with accents or without, as their places in the alphabet; 0 for anything else. */
const LETTERS = new Uint8Array(LATIN_END);
for (let code = 0; code < LATIN_END; code += 1) {
  const base = String.fromCharCode(code).normalize('NFD').charCodeAt(0);
  if (isAlpha(base)) LETTERS[code] = base & 31;
}
for (const [letters, base] of [
  ['øØ', 'o'],
  ['łŁ', 'l'],
  ['đĐð', 'd'],
  ['ıİ', 'i'],
  ['æÆ', 'a'],
] as const) {
  for (const letter of letters) LETTERS[letter.charCodeAt(0)] = base.charCodeAt(0) & 31;
}

/** The place in the alphabet of the Latin letter that a code unit stands for, whatever its accent; 0 when it is none. */
export function letterOf(code: number): number {
  return code < LATIN_END ? (LETTERS[code] as number) : 0;
}

/** Phrases by their first three letters. Small letters match where a word starts; all capitals match a whole word as they are. */
class ContextWords {
  /** Whether the words of an id speak of something, rather than only add to or take from what others say. */
  readonly speaks: boolean[] = [];
  readonly #byStart: (Phrase[] | undefined)[] = Array.from({ length: BASE ** 3 });
  readonly #exact = new Map<string, number[]>();
  /** Phrases of other alphabets by their first code unit; some write without spaces between words. */
  readonly #foreign = new Map<number, Phrase[]>();
  readonly #ids = new Map<readonly string[], number>();

  /**
   * The number under which these words are looked for; the same array has the same number.
   * @param speaks - False for words that by themselves say nothing of what a number is.
   */
  idOf(words: readonly string[], speaks = true): number {
    let id = this.#ids.get(words);
    if (id === undefined) {
      id = this.#ids.size;
      this.#ids.set(words, id);
      this.speaks.push(speaks);
      for (const word of words) this.#add(word, id);
    }
    return id;
  }

  #add(text: string, id: number): void {
    const first = text.charCodeAt(0);
    const isExact = text === text.toUpperCase() && isAlpha(first);
    const phrase = { text, id, isExact };
    if (!isAlpha(first)) {
      this.#foreign.set(first, [...(this.#foreign.get(first) ?? []), phrase]);
      return;
    }
    if (isExact) this.#exact.set(text, [...(this.#exact.get(text) ?? []), id]);
    // A phrase of fewer letters may go on with anything.
    const letters = /^[a-z]{0,3}/i.exec(text)?.[0].length ?? 0;
    const count = letters >= 3 ? 1 : letters === 2 ? BASE : BASE * BASE;
    const slot = slotOf(text, 0);
    for (let more = slot; more < slot + count; more += 1) {
      this.#byStart[more] = [...(this.#byStart[more] ?? []), phrase];
    }
  }

  /** The phrases that may start at the Latin word at `at`. */
  startingAt(text: string, at: number): readonly Phrase[] | undefined {
    return this.#byStart[slotOf(text, at)];
  }

  /** The phrases of another alphabet that may start at `at`. */
  foreignAt(text: string, at: number): readonly Phrase[] | undefined {
    return this.#foreign.get(text.charCodeAt(at));
  }

  /** The ids that a name consisting of nothing but an abbreviation stands for: `pan`, `SIN`. */
  idsOfName(name: string): readonly number[] | undefined {
    return this.#exact.get(name.toUpperCase());
  }
}

/** A number for the first three characters, of which only letters count. */
function slotOf(text: string, at: number): number {
  return (letterAt(text, at) * BASE + letterAt(text, at + 1)) * BASE + letterAt(text, at + 2);
}

function letterAt(text: string, at: number): number {
  return letterOf(text.charCodeAt(at));
}

/** Where the phrase ends if it starts at `at`, or -1. */
export function endOfPhrase(text: string, at: number, phrase: Phrase): number {
  return phrase.isExact ? endOfExact(text, at, phrase.text) : endOfSmall(text, at, phrase.text);
}

/** The spaces of a phrase stand for up to two marks between words, or none. */
function endOfSmall(text: string, at: number, phrase: string): number {
  let end = at;
  for (let index = 0; index < phrase.length; index += 1) {
    const want = phrase.charCodeAt(index);
    if (want === SPACE) {
      for (let count = 0; count < 2 && isGap(text.charCodeAt(end)); count += 1) end += 1;
    } else {
      const code = text.charCodeAt(end);
      if (code !== want && letterOf(code) !== want - 96) return -1;
      end += 1;
    }
  }
  return end;
}

function endOfExact(text: string, at: number, phrase: string): number {
  if (!text.startsWith(phrase, at)) return -1;
  const end = at + phrase.length;
  const next = text.charCodeAt(end);
  if (next === LETTER_S && !isAlpha(text.charCodeAt(end + 1))) return end + 1;
  return isAlpha(next) ? -1 : end;
}

/** Space, apostrophe, dot, underscore, dash. */
function isGap(code: number): boolean {
  return code === SPACE || code === 39 || code === 46 || code === 95 || code === 45;
}

/** Whether `code` is a letter that starts a word behind `previous`: `phoneNumber` has two. */
export function startsWord(previous: number, code: number): boolean {
  return letterOf(code) !== 0 && (letterOf(previous) === 0 || (isUpper(code) && !isUpper(previous)));
}

/** The one index: the words of a type are added when something first looks for them. */
export const contextWords = new ContextWords();

/** The id of words of our own, with a bar between them. */
export function wordsOf(list: string, speaks = true): number {
  return contextWords.idOf(list.split('|'), speaks);
}
