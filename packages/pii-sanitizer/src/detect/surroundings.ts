// The text round a place, cut where something else was found, and what its words speak of.
import { isAlpha, isDigit, isUpper } from '../text/chars.ts';
import { contextWords, type Entry, endOfEntry } from './context-words.ts';

const BEFORE = 64;
const AFTER = 32;
/** A word behind the place counts as this many characters farther away. */
const AFTER_PENALTY = 12;
const SPACE = 32;
const OPEN = 91;
const CLOSE = 93;
const MAX_NAME = 64;
const NAME_MARKS = ' "\':=';
const CHAIN = /^[\s,;/|(]{0,4}(?:(?:and|or|und|oder|et|ou|y|o|e)\s)?[\s(+]{0,2}$/i;
const WORD_START = /(?<![A-Za-z])[A-Za-z]|(?<=[a-z])[A-Z]/g;
const PLACEHOLDER_END = /\[[A-Z][A-Z0-9_]{1,40}(?::[^\]\s]{1,80})?\]$/;

/** Reads round one place after another; it is made once for a scanner, so that looking allocates nothing. */
export class Surroundings {
  #text = '';
  #start = -1;
  #end = -1;
  #from = 0;
  #to = 0;
  #previous: string | undefined;
  #name: string | undefined;
  /** Distances by id, valid where the stamp is that of this place. */
  #before = new Int16Array(0);
  #after = new Int16Array(0);
  #stampsBefore = new Int32Array(0);
  #stampsAfter = new Int32Array(0);
  #stampBefore = 0;
  #stampAfter = 0;
  #hasAfter = false;

  /**
   * Sets what may be looked at.
   * @param from,to - The gap between the findings that are known.
   * @param previous - Type of the finding before the gap.
   * @param name - The name under which the whole text stood.
   */
  within(
    text: string,
    from: number,
    to: number,
    previous: string | undefined,
    name: string | undefined,
  ): void {
    this.#text = text;
    this.#from = from;
    this.#to = to;
    this.#previous = previous;
    this.#name = name;
    this.#start = -1;
    this.#end = -1;
  }

  /** Reads the words round `[start, end)`; those behind it only when they are asked for. */
  at(start: number, end: number): this {
    if (start !== this.#start) {
      this.#start = start;
      this.#grow();
      this.#stampBefore += 1;
      this.#readAllBefore();
    }
    if (end !== this.#end) {
      this.#end = end;
      this.#hasAfter = false;
    }
    return this;
  }

  /** How far the nearest of the words with this id is, in characters; -1 when there is none. */
  distance(id: number): number {
    const before = this.distanceBefore(id);
    if (before >= 0) return before;
    const after = this.distanceAfter(id);
    return after < 0 ? -1 : after + AFTER_PENALTY;
  }

  /** The same, of the words before the place only. */
  distanceBefore(id: number): number {
    return this.#stampsBefore[id] === this.#stampBefore ? (this.#before[id] as number) : -1;
  }

  /** The same, of the words behind it only. */
  distanceAfter(id: number): number {
    if (!this.#hasAfter) {
      this.#hasAfter = true;
      this.#stampAfter += 1;
      this.#readAfter(this.#text, this.#end, Math.min(this.#to, this.#end + AFTER));
    }
    return this.#stampsAfter[id] === this.#stampAfter ? (this.#after[id] as number) : -1;
  }

  /** Whether an e-mail address or a telephone number stands right before, as in `jane@example.com or 555-1234`. */
  get follows(): boolean {
    const gap = this.#start - this.#from;
    return (
      (this.#previous === 'EMAIL' || this.#previous === 'PHONE') &&
      gap <= 12 &&
      CHAIN.test(this.#text.slice(this.#from, this.#start))
    );
  }

  #grow(): void {
    const { count } = contextWords;
    if (this.#before.length >= count) return;
    this.#before = new Int16Array(count);
    this.#after = new Int16Array(count);
    this.#stampsBefore = new Int32Array(count);
    this.#stampsAfter = new Int32Array(count);
  }

  #readAllBefore(): void {
    const text = this.#text;
    const start = this.#start;
    const least = Math.max(this.#from, start - BEFORE);
    const left = startOfContext(text, least, start);
    if (this.#name !== undefined && left === 0) {
      const label = `${this.#name.slice(0, MAX_NAME)}:`;
      this.#readBefore(label, 0, label.length, start + 1);
      if (start < 2) this.#readName(label, 0, label.length);
    }
    this.#readBefore(text, left, start, 0);
    this.#readName(text, left, start);
  }

  /** Notes the words from `left` to `right`; `extra` more characters lie between `right` and the place. */
  #readBefore(text: string, left: number, right: number, extra: number): void {
    let previous = SPACE;
    let isForeign = false;
    for (let at = left; at < right; at += 1) {
      const code = text.charCodeAt(at);
      if (isAlpha(code)) {
        // `phoneNumber` has two words.
        if (!isAlpha(previous) || (isUpper(code) && !isUpper(previous))) {
          for (const entry of contextWords.startingAt(text, at)) {
            const end = endOfEntry(text, at, entry);
            if (end >= 0 && end <= right) this.#noteBefore(entry.id, right - end + extra);
          }
        }
      } else if (code > 127) isForeign = true;
      previous = code;
    }
    if (isForeign)
      readForeign(text.slice(left, right), (id, _start, end, size) =>
        this.#noteBefore(id, size - end + extra),
      );
  }

  #readAfter(text: string, end: number, to: number): void {
    let previous = SPACE;
    let isForeign = false;
    let at = end;
    for (; at < to; at += 1) {
      const code = text.charCodeAt(at);
      // What follows a digit may be about another number.
      if (isDigit(code) || code === OPEN) break;
      if (isAlpha(code)) {
        if (!isAlpha(previous)) {
          for (const entry of contextWords.startingAt(text, at))
            if (endOfEntry(text, at, entry) >= 0) this.#noteAfter(entry.id, at - end);
        }
      } else if (code > 127) isForeign = true;
      previous = code;
    }
    if (isForeign) readForeign(text.slice(end, at), (id, start) => this.#noteAfter(id, start));
  }

  /** A name that is nothing but an abbreviation, right before the value: `"pan": "`, `pan=`. */
  #readName(text: string, left: number, right: number): void {
    let at = right;
    let isNamed = false;
    while (at > left && right - at < 5 && NAME_MARKS.includes(text.charAt(at - 1))) {
      at -= 1;
      isNamed ||= text.charCodeAt(at) === 58 || text.charCodeAt(at) === 61;
    }
    if (!isNamed) return;
    const end = at;
    while (at > left && end - at <= 24 && isAlpha(text.charCodeAt(at - 1))) at -= 1;
    if (end - at < 2) return;
    for (const id of contextWords.idsOfName(text.slice(at, end)) ?? []) this.#noteBefore(id, 0);
  }

  #noteBefore(id: number, distance: number): void {
    if (this.#stampsBefore[id] === this.#stampBefore && (this.#before[id] as number) <= distance) return;
    this.#stampsBefore[id] = this.#stampBefore;
    this.#before[id] = distance;
  }

  #noteAfter(id: number, distance: number): void {
    if (this.#stampsAfter[id] === this.#stampAfter && (this.#after[id] as number) <= distance) return;
    this.#stampsAfter[id] = this.#stampAfter;
    this.#after[id] = distance;
  }
}

/** Where context may begin: words of a placeholder are none, or redacting twice would not be the same as once. */
function startOfContext(text: string, least: number, start: number): number {
  for (let at = start - 1; at >= least; at -= 1) {
    if (text.charCodeAt(at) === CLOSE && PLACEHOLDER_END.test(text.slice(Math.max(0, at - 120), at + 1)))
      return at + 1;
  }
  return least;
}

/** The same for text with letters beyond ASCII: accents taken off, and words of other alphabets anywhere. */
function readForeign(
  text: string,
  visit: (id: number, start: number, end: number, size: number) => void,
): void {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[øØ]/g, 'o').replace(/ß/g, 'ss');
  for (const { index } of plain.matchAll(WORD_START)) {
    for (const entry of contextWords.startingAt(plain, index) as readonly Entry[]) {
      const end = endOfEntry(plain, index, entry);
      if (end >= 0) visit(entry.id, index, end, plain.length);
    }
  }
  contextWords.foreignIn(text.toLowerCase(), (id, start, end) => visit(id, start, end, text.length));
}
