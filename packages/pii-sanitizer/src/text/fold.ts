// Undoes what hides personal data from patterns but not from readers: invisible characters, other alphabets' digits and look-alikes,
// full-width forms, entities, percent-encoding, escapes, `jane [at] example [dot] com`. Places in the folded text map back to the original.

import { CLOSE_PAREN, OPEN_PAREN, PERCENT, SPACE } from './ascii.ts';
import { isAlnum } from './chars.ts';

/** A folded text, and where its parts come from. */
export interface Folded {
  readonly text: string;
  /** The original offset of a place where something starts. */
  startOf(offset: number): number;
  /** The original offset of a place where something ends. */
  endOf(offset: number): number;
}

/** Zeros of the decimal digits of other scripts (Unicode category Nd). */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20,
  0x1040, 0x17e0, 0x1810,
];
/** Greek and Cyrillic letters that look like Latin ones (Unicode Technical Standard 39, confusables), and these. */
const LOOK_ALIKES = 'АВЕКМНОРСТХаеорсухіјѕԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονα';
const LATIN = 'ABEKMHOPCTXaeopcyxijsdhqwABEZHIKMNOPTYXova';

/** What `plainOf` may know, without the quotes, the letters of Chinese and Japanese, and the emoji that texts are full of. */
const FOREIGN = /[\u0300-\u1819\u2000-\u2015\u2028-\u206f\u2212\u3000\ud835\ufd00-\uff5e]/g;
/** A Latin-1 string holds only two such characters: without them, the search for all others ends at once. */
const FOREIGN_OR_LATIN = new RegExp(FOREIGN.source.replace('[', '[\\u00a0\\u00ad'), 'g');
/**
 * Escapes of what could be within or beside an address or a number, or that stand together; those of line breaks are known to the scanners.
 * No alternative starts with a lookbehind: in V8 12 (Node 22) the search for signs, which has them too, would take seven
 * times as long.
 */
export const ESCAPED =
  /&(?:#\d{2,4}|#x[0-9A-Fa-f]{2,4}|commat|period|plus);|%(?:40|2[8BDEbde]|5[Ff])|%[2-7][0-9A-Fa-f](?=%[2-7])|%(?<=%[2-7][0-9A-Fa-f]%)[2-7][0-9A-Fa-f]|&(?<=[\d)]&)(?:nbsp|hyphen|shy);|%(?<=[\d)]%)(?:2[0-9A-Fa-f]|C2%A0)|\\u(?:00|20|[Ff][Ee]|[Ff]{2})[0-9A-Fa-f]{2}|\\x[2-7][0-9A-Fa-f]/g;
/** `[at]`, `( dot )`; and ` AT `, ` DOT `, ` @ ` before what a domain is made of. */
export const BRACKETED = /[[(]\s?(?:at|AT|At|@|dot|DOT|Dot|\.)\s?[\])]/g;
const SPELLED =
  /AT (?=[\w-]{1,63}(?: DOT |\.[A-Za-z]))|DOT (?=[A-Za-z]{2,12}\b)|@ (?=[\w-]{1,63} ?\.[A-Za-z ])/g;

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  commat: '@',
  period: '.',
  hyphen: '-',
  shy: '',
  plus: '+',
};

/** One stretch of the text, and what it stands for. */
interface Edit {
  start: number;
  end: number;
  replacement: string;
}

/** The folded text; undefined when there is nothing to fold, which is nearly always. `isEscaped` is the sign of what is written in ASCII. */
export function fold(text: string, isEscaped: boolean): Folded | undefined {
  const edits: Edit[] = [];
  findForeign(text, text.includes('\u00a0') || text.includes('\u00ad') ? FOREIGN_OR_LATIN : FOREIGN, edits);
  if (isEscaped) {
    findEscaped(text, edits);
    findWords(text, BRACKETED, edits);
    if (text.includes('T ') || text.includes('@ ')) findWords(text, SPELLED, edits);
    // What is beyond ASCII has been found in order.
    edits.sort((a, b) => a.start - b.start);
  }
  return edits.length === 0 ? undefined : new Pieces(text, edits);
}

function findForeign(text: string, pattern: RegExp, edits: Edit[]): void {
  pattern.lastIndex = 0;
  while (pattern.test(text)) {
    const start = pattern.lastIndex - 1;
    const code = text.charCodeAt(start);
    const replacement = plainOf(code, text, start);
    if (replacement === undefined) continue;
    let end = start + (code === MATH ? 2 : Math.max(1, replacement.length));
    if (replacement === '') while (isInvisible(text.charCodeAt(end))) end += 1;
    edits.push({ start, end, replacement });
    pattern.lastIndex = end;
  }
}

function findEscaped(text: string, edits: Edit[]): void {
  for (const { 0: found, index } of text.matchAll(ESCAPED)) {
    const replacement = unescaped(found);
    if (replacement !== undefined) edits.push({ start: index, end: index + found.length, replacement });
  }
}

/** A space before the word goes with it, and one behind brackets. */
function findWords(text: string, pattern: RegExp, edits: Edit[]): void {
  for (const { 0: found, index } of text.matchAll(pattern)) {
    const end = index + found.length;
    const isSpelled = found.endsWith(' ');
    const isSpaced = text.charCodeAt(index - 1) === SPACE;
    if (isSpelled && !isSpaced && !found.startsWith('@')) continue;
    edits.push({
      start: isSpaced ? index - 1 : index,
      end: !isSpelled && text.charCodeAt(end) === SPACE ? end + 1 : end,
      replacement: /dot|\./i.test(found) ? '.' : '@',
    });
  }
}

const MATH = 0xd835;

/** What a character beyond ASCII stands for; `''` when it cannot be seen, undefined when it hides nothing. `FOREIGN` has to hold it. */
export function plainOf(code: number, text: string, at: number): string | undefined {
  if (code < 0x300) return code === 0xa0 ? ' ' : code === 0xad ? '' : undefined;
  if (isOther(code)) return lookAlikes(text, at);
  if (isBlank(code)) return ' ';
  if (isInvisible(code)) return '';
  if (isDash(code))
    return isTight(text.charCodeAt(at - 1)) && isTight(text.charCodeAt(at + 1)) ? '-' : undefined;
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (code === MATH) return mathDigit(text.charCodeAt(at + 1));
  if (code > 0x1819) return undefined;
  const zero = ZEROS.find((first) => code >= first && code <= first + 9);
  return zero === undefined ? undefined : String.fromCharCode(48 + code - zero);
}

function isBlank(code: number): boolean {
  return (code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x205f || code === 0x3000;
}

/** Zero-width characters, joiners, direction marks, variation selectors. */
function isInvisible(code: number): boolean {
  if (code < 0x2000) return code === 0x34f || code === 0x61c || code === 0x180e;
  if (code < 0xfe00)
    return (
      (code >= 0x200b && code <= 0x200f) ||
      (code >= 0x202a && code <= 0x202e) ||
      (code >= 0x2060 && code <= 0x2069)
    );
  return code <= 0xfe0f || code === 0xfeff;
}

function isDash(code: number): boolean {
  return (code >= 0x2010 && code <= 0x2015) || code === 0x2212 || code === 0xfe58 || code === 0xfe63;
}

/** A letter, a digit, a bracket, or a character that may stand for one or in front of one. */
function isTight(code: number): boolean {
  return (
    isAlnum(code) ||
    code === OPEN_PAREN ||
    code === CLOSE_PAREN ||
    (code > 127 &&
      (isInvisible(code) || (code >= 0xff10 && code <= 0xff19) || (code >= 0x660 && code <= 0x1819)))
  );
}

function mathDigit(low: number): string | undefined {
  return low >= 0xdfce && low <= 0xdfff ? String.fromCharCode(48 + ((low - 0xdfce) % 10)) : undefined;
}

function unescaped(found: string): string | undefined {
  const code = found.charCodeAt(0);
  if (code === 38) return entity(found.slice(1, -1));
  if (found === '%C2%A0') return ' ';
  return String.fromCharCode(Number.parseInt(found.slice(code === PERCENT ? 1 : 2), 16));
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES[name];
  return String.fromCharCode(Number(`0${name.slice(1)}`));
}

/** Letters of another alphabet within a word of Latin letters or digits, as their look-alikes; a word of its own alphabet stays. */
function lookAlikes(text: string, at: number): string | undefined {
  // The word has been looked at from its start; from each letter again would take quadratic time.
  if (isOther(text.charCodeAt(at - 1))) return undefined;
  let end = at + 1;
  while (isOther(text.charCodeAt(end))) end += 1;
  if (!isAlnum(text.charCodeAt(at - 1)) && !isAlnum(text.charCodeAt(end)) && text.charCodeAt(end) !== 64)
    return undefined;
  let latin = '';
  for (let index = at; index < end; index += 1) {
    const found = LOOK_ALIKES.indexOf(text.charAt(index));
    latin += found < 0 ? text.charAt(index) : LATIN.charAt(found);
  }
  return latin;
}

function isOther(code: number): boolean {
  return code >= 0x370 && code < 0x530;
}

/** The text with its edits, and where each part of it comes from. */
class Pieces implements Folded {
  readonly text: string;
  readonly #edits: readonly Edit[];
  /** Where the replacement of each edit starts in the folded text. */
  readonly #places: Int32Array;

  constructor(original: string, edits: readonly Edit[]) {
    this.#edits = edits;
    this.#places = new Int32Array(edits.length);
    let text = '';
    let done = 0;
    for (let index = 0; index < edits.length; index += 1) {
      const { start, end, replacement } = edits[index] as Edit;
      // Of two edits of the same place, the first counts.
      const from = Math.max(start, done);
      if (from > done) text += original.slice(done, from);
      this.#places[index] = text.length;
      if (from === start) text += replacement;
      if (end > done) done = end;
    }
    this.text = text + original.slice(done);
  }

  startOf(offset: number): number {
    return this.#original(offset, 0);
  }

  endOf(offset: number): number {
    return this.#original(offset - 1, 1);
  }

  /** Where the character at `offset` came from: its start, or with 1 for `size` its end. */
  #original(offset: number, size: 0 | 1): number {
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#places[middle] as number) <= offset) low = middle + 1;
      else high = middle;
    }
    const edit = this.#edits[low - 1];
    if (edit === undefined) return offset + size;
    const { start, end, replacement } = edit;
    const { length } = replacement;
    const beyond = offset - (this.#places[low - 1] as number);
    if (beyond < length && length !== end - start) return size === 0 ? start : end;
    return end + beyond + size - length;
  }
}
