// The text round a place, cut where something else was found, and what its words speak of.
import { contextWords } from './context-words.ts';

const BEFORE = 64;
const AFTER = 32;
/** A word behind the place counts as this many characters farther away. */
const AFTER_PENALTY = 12;

/** The gap between two findings, and the type of the one before it. */
export interface Bounds {
  from: number;
  to: number;
  previous: string | undefined;
}

export class Surroundings {
  /** What stands before and after: small letters, no accents, `phoneNumber` and `phone_number` as `phone number`. */
  readonly before: string;
  readonly after: string;
  /** Whether an e-mail address or a telephone number stands right before, as in `jane@example.com or 555-1234`. */
  readonly follows: boolean;
  readonly #ids: number[] = [];
  readonly #distances: number[] = [];

  constructor(text: string, start: number, end: number, { from, to, previous }: Bounds, name: string | undefined) {
    const least = Math.max(from, start - BEFORE);
    let left = text.slice(least, start);
    // Words of a placeholder are no context: redacting twice has to change nothing.
    const placeholder = endOfPlaceholder(left);
    if (placeholder > 0) left = left.slice(placeholder);
    else if (name !== undefined && least === 0) left = `${name}: ${left}`;
    // What follows a digit may be about another number.
    const right = UNTIL_NUMBER.exec(text.slice(end, Math.min(to, end + AFTER)))?.[0] ?? '';
    const rawBefore = spaced(left);
    const rawAfter = spaced(right);
    this.before = fold(rawBefore);
    this.after = fold(rawAfter);
    this.follows = (previous === 'EMAIL' || previous === 'PHONE') && start - from <= 12 && CHAIN.test(text.slice(from, start));
    const size = this.before.length;
    contextWords.search(this.before, rawBefore, (id, _start, last) => this.#note(id, size - last));
    contextWords.search(this.after, rawAfter, (id, first) => this.#note(id, first + AFTER_PENALTY));
    const key = KEY.exec(rawBefore)?.[1];
    if (key !== undefined) for (const id of contextWords.idsOfName(key)) this.#note(id, 0);
  }

  /** How far the nearest of the words with this id is, in characters; -1 when there is none. */
  distance(id: number): number {
    const index = this.#ids.indexOf(id);
    return index < 0 ? -1 : (this.#distances[index] as number);
  }

  #note(id: number, distance: number): void {
    const index = this.#ids.indexOf(id);
    if (index < 0) {
      this.#ids.push(id);
      this.#distances.push(distance);
    } else if (distance < (this.#distances[index] as number)) this.#distances[index] = distance;
  }
}

const PLACEHOLDER = /\[[A-Z][A-Z0-9_]{1,40}(?::[^\]\s]{1,80})?\]/g;
const UNTIL_NUMBER = /^[^\d[]*/;
/** A name, and between it and the value only what JSON, YAML, a query or a header puts there. */
const KEY = /([A-Za-z]{2,24})["']?\s?[:=]\s?["']?$/;
const CHAIN = /^[\s,;/|(]{0,4}(?:(?:and|or|und|oder|et|ou|y|o|e)\s)?[\s(+]{0,2}$/i;

function endOfPlaceholder(text: string): number {
  if (!text.includes(']')) return 0;
  let end = 0;
  PLACEHOLDER.lastIndex = 0;
  while (PLACEHOLDER.test(text)) end = PLACEHOLDER.lastIndex;
  return end;
}

function spaced(text: string): string {
  return text.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').replace(/[_-]/g, ' ');
}

function fold(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond ASCII
  if (!/[^\x00-\x7f]/.test(text)) return text.toLowerCase();
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/ø/g, 'o').replace(/ß/g, 'ss');
}
