// All words that speak of some type, in one index by their first letters.
import { SPACE } from '../text/ascii.ts';
import { isAlpha } from '../text/chars.ts';
import { codeOf, letterOf } from '../text/codes.ts';
import { oneOf } from '../text/one-of.ts';
import { remembering } from '../text/remembering.ts';
import { append } from '../values/append.ts';

/** A phrase, and what it speaks of. */
interface Phrase {
  readonly text: string;
  readonly id: number;
}

const LETTER_S = 115;
const BASE = 27;
/** Of a phrase that matches as it stands, none of whose letters count as known. */
const EXACT = 9;
/** Phrases by their first three letters. Small letters match where a word starts; all capitals match a whole word as they are. */
class ContextWords {
  /** Whether the words of an id speak of something, rather than only add to or take from what others say. */
  readonly speaks: boolean[] = [];
  readonly #phrases: Phrase[] = [];
  readonly #exact = new Map<string, number[]>();
  /** Phrases of other alphabets by their first code unit; some write without spaces between words. */
  readonly #foreign = new Map<number, Phrase[]>();
  readonly #ids = new Map<readonly string[], number>();
  #table: PhraseTable | undefined;

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
      this.#table = undefined;
    }
    return id;
  }

  #add(text: string, id: number): void {
    if (!isAlpha(text.charCodeAt(0))) {
      const upper = text.toUpperCase();
      for (const written of new Set([text, upper, upper.charAt(0) + text.slice(1)]))
        append(this.#foreign, written.charCodeAt(0), { text: written, id });
      return;
    }
    if (isExact(text)) append(this.#exact, text, id);
    this.#phrases.push({ text, id });
  }

  /** All Latin phrases that are known by now. */
  get table(): PhraseTable {
    this.#table ??= new PhraseTable(this.#phrases);
    return this.#table;
  }

  /** The phrases of another alphabet that may start at `at`. */
  foreignAt(text: string, at: number): readonly Phrase[] | undefined {
    return this.#foreign.get(text.charCodeAt(at));
  }

  /** The ids that a name consisting of nothing but an abbreviation stands for: `pan`, `SIN`. */
  readonly idsOfName = remembering((name): readonly number[] => this.#exact.get(name.toUpperCase()) ?? []);
}

/** Phrases in flat arrays, those that begin alike side by side: each word of a text asks here, and most find nothing. */
export class PhraseTable {
  /** What each phrase speaks of. */
  readonly ids: Uint16Array;
  /** By the number of three letters, the first phrase that begins with them. */
  readonly #firsts = new Uint16Array(BASE ** 3 + 1);
  /** Where each phrase starts in `#codes`: how many of its letters are known to match when it is looked at, its codes, and a zero. */
  readonly #starts: Uint16Array;
  readonly #codes: Uint8Array;

  constructor(phrases: readonly Phrase[]) {
    const slots: { id: number; start: number }[][] = Array.from({ length: BASE ** 3 }, () => []);
    const codes: number[] = [];
    for (const { text, id } of phrases) {
      const all = Array.from(text, (character) => codeOf(character.charCodeAt(0)));
      const letters = /^[a-z]{0,3}/i.exec(text)?.[0].length ?? 0;
      const [first = 0, second = 0, third = 0] = all.slice(0, letters);
      const slot = slotOf(first, second, third);
      // A phrase of fewer letters may go on with anything.
      for (let more = slot; more < slot + BASE ** (3 - letters); more += 1)
        slots[more]?.push({ id, start: codes.length });
      codes.push(isExact(text) ? EXACT : letters, ...all, 0);
    }
    let size = 0;
    for (const [slot, { length }] of slots.entries()) {
      size += length;
      this.#firsts[slot + 1] = size;
    }
    const places = slots.flat();
    this.ids = Uint16Array.from(places, ({ id }) => id);
    this.#starts = Uint16Array.from(places, ({ start }) => start);
    this.#codes = Uint8Array.from(codes);
  }

  /** The first phrase that begins with the letters of this number; those of the next number begin where these end. */
  firstOf(slot: number): number {
    return this.#firsts[slot] as number;
  }

  /** Where a phrase ends if it starts at `at` of what `codes` stand for, or -1. */
  endOf(phrase: number, codes: Uint8Array, at: number): number {
    const start = this.#starts[phrase] as number;
    const known = this.#codes[start] as number;
    if (known === EXACT) return this.#endOfExact(start + 1, codes, at);
    let end = at + known;
    for (let index = start + 1 + known; ; index += 1) {
      const want = this.#codes[index] as number;
      if (want === 0) return end;
      if (want === SPACE) {
        // Up to two marks between words, or none.
        for (let count = 0; count < 2 && isGap(codes[end] as number); count += 1) end += 1;
      } else {
        const code = codes[end] as number;
        if (code !== want && letterOf(code) !== want - 96) return -1;
        end += 1;
      }
    }
  }

  #endOfExact(from: number, codes: Uint8Array, at: number): number {
    let end = at;
    for (let index = from; this.#codes[index] !== 0; index += 1) {
      if (codes[end] !== this.#codes[index]) return -1;
      end += 1;
    }
    const next = codes[end] as number;
    if (next === LETTER_S && !isAlpha(codes[end + 1] as number)) return end + 1;
    return isAlpha(next) ? -1 : end;
  }
}

function isExact(phrase: string): boolean {
  return phrase === phrase.toUpperCase();
}

/** A number for the three characters that a word begins with, of which only letters count. */
export function slotOf(first: number, second: number, third: number): number {
  return (letterOf(first) * BASE + letterOf(second)) * BASE + letterOf(third);
}

/** What may stand for the spaces of a phrase. */
const isGap = oneOf(" '._-");

/** The one index: the words of a type are added when something first looks for them. */
export const contextWords = new ContextWords();

/** The id of words of our own, with a bar between them. */
export function wordsOf(list: string, speaks = true): number {
  return contextWords.idOf(list.split('|'), speaks);
}
