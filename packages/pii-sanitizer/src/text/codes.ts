// A text as one byte for each of its code units. The scanners look at single characters all the time, and an array is read several
// times as fast as a string, of which V8 has many kinds and asks at each character which it is.
import { isAlpha, isForeignLetter, isWord } from './chars.ts';

/** What stands for code units beyond ASCII: 128 and the place in the alphabet for a Latin letter with an accent, 128 for what is no letter. */
const LATIN = 128;
const LATIN_LETTER = 160;
/** Beyond the Latin alphabets. */
const LETTER = 161;
const OTHER = 162;
/** Where the alphabets end that have accented Latin letters, and the letters of other alphabets that count. */
const LATIN_END = 0x250;
const LETTERS_END = 0x590;
/** Room for a text of twenty thousand characters. */
const KEPT = 65_536;
/** Zeros behind the text, for looks beyond its end. */
const PADDING = 16;
/** The most bytes of UTF-8 for a code unit. */
const MAX_UTF8 = 3;
/** The bits that no byte of ASCII has. */
const HIGH_BITS = 0x80808080 | 0;
/** For fewer characters, a call costs more than a loop. */
const MIN_ENCODED = 48;
const MIN_COPIED = 24;

/** What stands for each code unit up to the last letter that counts. */
const CODES = new Uint8Array(LETTERS_END);
for (let unit = 0; unit < LETTERS_END; unit += 1) {
  const base = String.fromCharCode(unit).normalize('NFD').charCodeAt(0);
  if (unit < 128) CODES[unit] = unit;
  else if (unit >= LATIN_END) CODES[unit] = isForeignLetter(unit) ? LETTER : OTHER;
  else if (isAlpha(base)) CODES[unit] = LATIN + (base & 31);
  else CODES[unit] = isForeignLetter(unit) ? LATIN_LETTER : LATIN;
}
for (const pair of 'øo Øo łl Łl đd Đd ðd ıi æa Æa'.split(' '))
  CODES[pair.charCodeAt(0)] = LATIN + (pair.charCodeAt(1) & 31);

/** A text, and the codes of it with zeros behind. */
export interface Source {
  readonly text: string;
  readonly codes: Uint8Array;
}

const encoder = new TextEncoder();

/** Turns texts into codes. Those of a short one hold until the next is read, for they are put in the same array. */
export class Codes {
  readonly #kept = new Uint8Array(KEPT);

  /** The codes of a text, with zeros behind. */
  of(text: string): Uint8Array {
    const size = text.length;
    const room = (size * MAX_UTF8 + PADDING + 3) & ~3;
    const bytes = room > KEPT ? new Uint8Array(room) : this.#kept;
    if (size < MIN_ENCODED) for (let at = 0; at < size; at += 1) bytes[at] = codeOf(text.charCodeAt(at));
    // Of a text in ASCII, which most are, UTF-8 is what is wanted; anything else is longer.
    else if (encoder.encodeInto(text, bytes).written !== size) shorten(bytes, size);
    bytes.fill(0, size, size + PADDING);
    return bytes;
  }
}

/** Puts codes in the place of UTF-8: one for each code unit, of which a character beyond U+FFFF has two. */
function shorten(bytes: Uint8Array, size: number): void {
  const words = new Int32Array(bytes.buffer);
  let to = 0;
  let from = 0;
  while (to < size) {
    const next = endOfAscii(bytes, words, from, from + size - to);
    if (next - from >= MIN_COPIED) bytes.copyWithin(to, from, next);
    else for (let at = from; at < next; at += 1) bytes[to + at - from] = bytes[at] as number;
    to += next - from;
    from = next;
    if (to === size) return;
    const first = bytes[from] as number;
    if (first < 0xe0) {
      bytes[to] = codeOf(((first & 0x1f) << 6) | ((bytes[from + 1] as number) & 0x3f));
      from += 2;
    } else {
      // No letter that counts has three bytes or more.
      bytes[to] = OTHER;
      if (first >= 0xf0) {
        to += 1;
        bytes[to] = OTHER;
      }
      from += first < 0xf0 ? 3 : 4;
    }
    to += 1;
  }
}

/** Where the bytes of ASCII from `from` on end, `end` at the latest: four of them at a time. */
function endOfAscii(bytes: Uint8Array, words: Int32Array, from: number, end: number): number {
  let at = from;
  while (at < end && (at & 3) !== 0 && (bytes[at] as number) < 0x80) at += 1;
  if ((at & 3) === 0) while (at + 4 <= end && ((words[at >> 2] as number) & HIGH_BITS) === 0) at += 4;
  while (at < end && (bytes[at] as number) < 0x80) at += 1;
  return at;
}

/** The code for a code unit. */
export function codeOf(unit: number): number {
  return unit < LETTERS_END ? (CODES[unit] as number) : OTHER;
}

const LETTERS = Uint8Array.from({ length: 256 }, (_, code) =>
  isAlpha(code) || code >> 5 === LATIN >> 5 ? code & 31 : 0,
);

/** The place in the alphabet of a Latin letter, whatever its accent; 0 for anything else. */
export function letterOf(code: number): number {
  return LETTERS[code] as number;
}

/** The code at a place, 0 before the text. */
export function codeAt(codes: Uint8Array, at: number): number {
  return at < 0 ? 0 : (codes[at] as number);
}

/** A letter of an alphabet other than English. */
export function isForeign(code: number): boolean {
  return code > LATIN && code < OTHER;
}

/** A character of an alphabet that does not build on the Latin one. */
export function isBeyondLatin(code: number): boolean {
  return code > LATIN_LETTER;
}

/** A letter or a digit, of names in other alphabets too, or an underscore. */
export function isNameCode(code: number): boolean {
  return isWord(code) || isForeign(code);
}
