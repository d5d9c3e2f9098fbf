// Undoes what hides personal data from patterns but not from readers: invisible characters, other alphabets' digits and look-alikes,
// full-width forms, entities, percent-encoding, escapes, `jane [at] example [dot] com`. Places in the folded text map back to the original.

import { CLOSE_PAREN, DASH, DOT, OPEN_PAREN, PERCENT, PLUS, SPACE, ZERO } from './ascii.ts';
import { isAlnum } from './chars.ts';

/** A folded text, and where its parts come from. */
export interface Folded {
  readonly text: string;
  /** The original offset of a place where something starts. */
  startOf(offset: number): number;
  /** The original offset of a place where something ends. */
  endOf(offset: number): number;
}

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

/** The replacement of what cannot be seen. */
const NOTHING = -1;
const AT_SIGN = 64;

const ENTITIES: Readonly<Record<string, number>> = {
  nbsp: SPACE,
  commat: AT_SIGN,
  period: DOT,
  hyphen: DASH,
  shy: NOTHING,
  plus: PLUS,
};

/**
 * Stretches of a text. Each has a start, an end, the one character that stands for it or `NOTHING`, and its place in the folded
 * text: numbers in one array, for half a million objects would keep the garbage collector busy.
 */
type Edits = number[];
const FIELDS = 4;
const END = 1;
const PLAIN = 2;
const PLACE = 3;

/** Puts edits in the order of their starts. */
function sorted(edits: Edits): Edits {
  const order: number[] = [];
  for (let at = 0; at < edits.length; at += FIELDS) order.push(at);
  order.sort((a, b) => (edits[a] as number) - (edits[b] as number));
  return order.flatMap((at) => edits.slice(at, at + FIELDS));
}

/** The folded text; undefined when there is nothing to fold, which is nearly always. `isEscaped` is the sign of what is written in ASCII. */
export function fold(text: string, isEscaped: boolean): Folded | undefined {
  let edits: Edits = [];
  findForeign(text, text.includes('\u00a0') || text.includes('\u00ad') ? FOREIGN_OR_LATIN : FOREIGN, edits);
  if (isEscaped) {
    findEscaped(text, edits);
    findWords(text, BRACKETED, edits);
    findWords(text, SPELLED, edits);
    // What is beyond ASCII has been found in order.
    edits = sorted(edits);
  }
  return edits.length === 0 ? undefined : new Pieces(text, edits);
}

/** So near, what comes next is looked for by hand, and copied: to start a search or to cut a string costs as much. */
const NEAR = 16;

function findForeign(text: string, pattern: RegExp, edits: Edits): void {
  pattern.lastIndex = 0;
  while (pattern.test(text)) {
    let at = pattern.lastIndex - 1;
    for (let near = at; at <= near; at += 1) {
      const code = text.charCodeAt(at);
      // Not beyond the end either, where it is NaN.
      if (!(code >= 0xa0)) continue;
      near = at + NEAR;
      if (isOther(code)) at = findLookAlikes(text, at, edits) - 1;
      else {
        const plain = plainOf(code, text, at);
        if (plain !== code) edits.push(at, at + (code === MATH ? 2 : 1), plain, 0);
      }
    }
    pattern.lastIndex = at;
  }
}

function findEscaped(text: string, edits: Edits): void {
  for (const { 0: found, index } of text.matchAll(ESCAPED)) {
    const plain = unescaped(found);
    if (plain !== undefined) edits.push(index, index + found.length, plain, 0);
  }
}

/** A space before the word goes with it, and one behind brackets. */
function findWords(text: string, pattern: RegExp, edits: Edits): void {
  for (const { 0: found, index } of text.matchAll(pattern)) {
    const end = index + found.length;
    const isSpelled = found.endsWith(' ');
    const isSpaced = text.charCodeAt(index - 1) === SPACE;
    if (isSpelled && !isSpaced && !found.startsWith('@')) continue;
    edits.push(
      isSpaced ? index - 1 : index,
      !isSpelled && text.charCodeAt(end) === SPACE ? end + 1 : end,
      /dot|\./i.test(found) ? DOT : AT_SIGN,
      0,
    );
  }
}

const MATH = 0xd835;
const DECIMAL_DIGIT = /\p{Nd}/u;

/** What a character beyond ASCII stands for; the character itself when it hides nothing. `FOREIGN` has to hold all others. */
function plainOf(code: number, text: string, at: number): number {
  if (code < 0x300) return code === 0xa0 ? SPACE : code === 0xad ? NOTHING : code;
  if (isBlank(code)) return SPACE;
  if (isInvisible(code)) return NOTHING;
  if (isDash(code)) return isTight(text.charCodeAt(at - 1)) && isTight(text.charCodeAt(at + 1)) ? DASH : code;
  if (code >= 0xff01 && code <= 0xff5e) return code - 0xfee0;
  if (code === MATH) return mathDigit(text.charCodeAt(at + 1));
  if (code > 0x1819) return code;
  if (!DECIMAL_DIGIT.test(String.fromCharCode(code))) return code;
  // The digits of all these scripts start at a multiple of 16, but for those of India, six behind one.
  return ZERO + ((code >= 0x900 && code < 0xe00 ? code - 6 : code) & 15);
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

function mathDigit(low: number): number {
  return low >= 0xdfce && low <= 0xdfff ? ZERO + ((low - 0xdfce) % 10) : MATH;
}

function unescaped(found: string): number | undefined {
  const code = found.charCodeAt(0);
  if (code === 38) return entity(found.slice(1, -1));
  if (found === '%C2%A0') return SPACE;
  return Number.parseInt(found.slice(code === PERCENT ? 1 : 2), 16);
}

function entity(name: string): number | undefined {
  return name.startsWith('#') ? Number(`0${name.slice(1)}`) : ENTITIES[name];
}

/** Letters of another alphabet within a word of Latin letters or digits, as their look-alikes; a word of its own alphabet stays. Returns their end. */
function findLookAlikes(text: string, start: number, edits: Edits): number {
  let end = start + 1;
  while (isOther(text.charCodeAt(end))) end += 1;
  const after = text.charCodeAt(end);
  if (!isAlnum(text.charCodeAt(start - 1)) && !isAlnum(after) && after !== AT_SIGN) return end;
  for (let at = start; at < end; at += 1) {
    const found = LOOK_ALIKES.indexOf(text.charAt(at));
    if (found >= 0) edits.push(at, at + 1, LATIN.charCodeAt(found), 0);
  }
  return end;
}

function isOther(code: number): boolean {
  return code >= 0x370 && code < 0x530;
}

/** The characters that are made a string at once. */
const UNITS = new Uint16Array(1024);

/** The text with its edits, and where each part of it comes from. */
class Pieces implements Folded {
  readonly text: string;
  readonly #edits: Edits;

  constructor(original: string, edits: Edits) {
    this.#edits = edits;
    let size = 0;
    let text = '';
    let done = 0;
    const flush = (to: number): void => {
      if (size === 1) text += String.fromCharCode(UNITS[0] as number);
      else if (size > 0)
        text += String.fromCharCode.apply(null, UNITS.subarray(0, size) as unknown as number[]);
      text += original.slice(done, to);
      size = 0;
    };
    for (let at = 0; at < edits.length; at += FIELDS) {
      const start = edits[at] as number;
      const plain = edits[at + PLAIN] as number;
      const isFirst = start >= done;
      if (start > done + NEAR || size > UNITS.length - 2 * NEAR) flush(start);
      else for (; done < start; done += 1) UNITS[size++] = original.charCodeAt(done);
      edits[at + PLACE] = text.length + size;
      // Of two edits of the same place, the first counts.
      if (plain !== NOTHING && isFirst) UNITS[size++] = plain;
      done = Math.max(done, edits[at + END] as number);
    }
    flush(original.length);
    this.text = text;
  }

  startOf(offset: number): number {
    return this.#original(offset, 0);
  }

  endOf(offset: number): number {
    return this.#original(offset - 1, 1);
  }

  /** Where the character at `offset` came from: its start, or with 1 for `size` its end. */
  #original(offset: number, size: 0 | 1): number {
    const edits = this.#edits;
    let low = -1;
    let high = edits.length / FIELDS;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((edits[FIELDS * middle + PLACE] as number) <= offset) low = middle;
      else high = middle;
    }
    if (low < 0) return offset + size;
    const at = FIELDS * low;
    const end = edits[at + END] as number;
    const length = edits[at + PLAIN] === NOTHING ? 0 : 1;
    const beyond = offset - (edits[at + PLACE] as number);
    return beyond < length ? (size === 0 ? (edits[at] as number) : end) : end + beyond + size - length;
  }
}
