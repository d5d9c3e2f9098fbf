// All words that speak of some type, in one index: a single walk over the text round a place finds every one of them.
import { isAlpha, isUpper } from '../text/chars.ts';

/** A phrase, and what it speaks of. */
export interface Entry {
  readonly phrase: string;
  readonly id: number;
  /** Matches as it stands, in capitals, as a whole word. */
  readonly isExact: boolean;
}

const SPACE = 32;
const LETTER_S = 115;
const NONE: readonly Entry[] = [];
const BASE = 27;
const SLOTS = BASE * BASE * BASE;

/** Phrases by their first two letters. Small letters match where a word starts; all capitals match a whole word as they are. */
class ContextWords {
  readonly #byStart: (Entry[] | undefined)[] = Array.from({ length: SLOTS });
  readonly #exact = new Map<string, number[]>();
  /** Phrases in other alphabets, which some write without spaces between words. */
  readonly #foreign: Entry[] = [];
  readonly #ids = new Map<readonly string[], number>();

  /** The number under which these words are looked for; the same array has the same number. */
  idOf(words: readonly string[]): number {
    let id = this.#ids.get(words);
    if (id === undefined) {
      id = this.#ids.size;
      this.#ids.set(words, id);
      for (const word of words) this.#add(word, id);
    }
    return id;
  }

  #add(word: string, id: number): void {
    const isExact = word === word.toUpperCase();
    if (!isAlpha(word.charCodeAt(0))) {
      this.#foreign.push({ phrase: word, id, isExact: false });
      return;
    }
    if (isExact) this.#exact.set(word, [...(this.#exact.get(word) ?? []), id]);
    const entry = { phrase: word, id, isExact };
    // A phrase of fewer letters may go on with any.
    const letters = /^[a-z]{0,3}/i.exec(word)?.[0] ?? '';
    const first = slotOf(word, 0);
    const count = letters.length >= 3 ? 1 : letters.length === 2 ? BASE : BASE * BASE;
    for (let slot = first; slot < first + count; slot += 1) (this.#byStart[slot] ??= []).push(entry);
  }

  /** How many ids there are. */
  get count(): number {
    return this.#ids.size;
  }

  /** The phrases that may start at the word at `at`. */
  startingAt(text: string, at: number): readonly Entry[] {
    return this.#byStart[slotOf(text, at)] ?? NONE;
  }

  /** Calls `visit` with every phrase of another alphabet in `text`, and where its last occurrence is. */
  foreignIn(text: string, visit: (id: number, start: number, end: number) => void): void {
    for (const { phrase, id } of this.#foreign) {
      const start = text.lastIndexOf(phrase);
      if (start >= 0) visit(id, start, start + phrase.length);
    }
  }

  /** The ids that a name consisting of nothing but an abbreviation stands for: `pan`, `SIN`. */
  idsOfName(name: string): readonly number[] | undefined {
    return this.#exact.get(name.toUpperCase());
  }
}

/** A number for the first three characters, of which only letters count. */
function slotOf(text: string, at: number): number {
  return (
    (letterOf(text.charCodeAt(at)) * BASE + letterOf(text.charCodeAt(at + 1))) * BASE +
    letterOf(text.charCodeAt(at + 2))
  );
}

function letterOf(code: number): number {
  return isAlpha(code) ? (code | 32) - 96 : 0;
}

/** Where the phrase ends if it starts at `at`, or -1. */
export function endOfEntry(text: string, at: number, { phrase, isExact }: Entry): number {
  return isExact ? endOfExact(text, at, phrase) : endOfPhrase(text, at, phrase);
}

/** The spaces of a phrase stand for up to two marks between words, or none. */
function endOfPhrase(text: string, at: number, phrase: string): number {
  let end = at;
  for (let index = 0; index < phrase.length; index += 1) {
    const want = phrase.charCodeAt(index);
    if (want === SPACE) {
      for (let count = 0; count < 2 && isGap(text.charCodeAt(end)); count += 1) end += 1;
    } else {
      const code = text.charCodeAt(end);
      if (code !== want && (!isUpper(code) || (code | 32) !== want)) return -1;
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

/** The one index: the words of a type are added when something first looks for them. */
export const contextWords = new ContextWords();
