// Undoes what hides personal data from patterns but not from readers: invisible characters, other alphabets' digits and look-alikes,
// full-width forms, entities, percent-encoding, escapes, `jane [at] example [dot] com`. Places in the folded text map back to the original.

import { CLOSE_PAREN, DASH, DOT, OPEN_PAREN, PERCENT, PLUS, SPACE, ZERO } from './ascii.ts';
import { isAlnum } from './chars.ts';

/** A folded text, and where its parts come from. */
export interface Folded {
  readonly text: string;
  /** Where the character at `offset` came from: its start, or with 1 for `side` its end. */
  original(offset: number, side: 0 | 1): number;
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
 * Stretches of a text, each in one number: its start, and behind the point its size and the one character that stands for it or
 * `NOTHING`. A list of half a million objects, or of four times as many numbers, would take longer to grow than all the rest.
 */
type Edits = number[];
const SIZE = 2 ** 17;
const ALL = 2 ** 24;

function editOf(start: number, size: number, plain: number): number {
  return start + (size * SIZE + plain - NOTHING) / ALL;
}

/** Where a stretch ends. */
function endOf(edit: number): number {
  return (edit | 0) + (((edit * ALL) >> 17) & 127);
}

/** The code of the character that stands for a stretch, and one more; 0 for `NOTHING`. */
function plainIn(edit: number): number {
  return (edit * ALL) & (SIZE - 1);
}

/** The folded text; undefined when there is nothing to fold, which is nearly always. `isEscaped` is the sign of what is written in ASCII. */
export function fold(text: string, isEscaped: boolean): Folded | undefined {
  const edits: Edits = [];
  findForeign(text, text.includes('\u00a0') || text.includes('\u00ad') ? FOREIGN_OR_LATIN : FOREIGN, edits);
  if (isEscaped) {
    findEscaped(text, edits);
    findWords(text, BRACKETED, edits);
    findWords(text, SPELLED, edits);
    // What is beyond ASCII has been found in order. Of those with one start, the first found stays the first.
    edits.sort((a, b) => (a | 0) - (b | 0));
  }
  return edits.length === 0 ? undefined : apply(edits, text);
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
        if (plain !== code) edits.push(editOf(at, code === MATH ? 2 : 1, plain));
      }
    }
    pattern.lastIndex = at;
  }
}

function findEscaped(text: string, edits: Edits): void {
  for (const { 0: found, index } of text.matchAll(ESCAPED)) {
    const plain = unescaped(found);
    if (plain !== undefined) edits.push(editOf(index, found.length, plain));
  }
}

/** A space before the word goes with it, and one behind brackets. */
function findWords(text: string, pattern: RegExp, edits: Edits): void {
  for (const { 0: found, index } of text.matchAll(pattern)) {
    const isSpelled = found.endsWith(' ');
    const before = text.charCodeAt(index - 1) === SPACE ? 1 : 0;
    if (isSpelled && before === 0 && !found.startsWith('@')) continue;
    const after = !isSpelled && text.charCodeAt(index + found.length) === SPACE ? 1 : 0;
    edits.push(editOf(index - before, before + found.length + after, /dot|\./i.test(found) ? DOT : AT_SIGN));
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
    if (found >= 0) edits.push(editOf(at, 1, LATIN.charCodeAt(found)));
  }
  return end;
}

function isOther(code: number): boolean {
  return code >= 0x370 && code < 0x530;
}

/** The characters that are made a string at once. */
const UNITS = new Uint16Array(1024);

/** The text with its edits, and where each part of it comes from. */
function apply(edits: Edits, original: string): Folded {
  /** Where each edit stands in the folded text. */
  const places = new Int32Array(edits.length);
  let size = 0;
  let text = '';
  let done = 0;
  const flush = (to: number): void => {
    text += String.fromCharCode.apply(null, UNITS.subarray(0, size) as unknown as number[]);
    text += original.slice(done, to);
    size = 0;
  };
  for (let index = 0; index < edits.length; index += 1) {
    const edit = edits[index] as number;
    const start = edit | 0;
    const plain = plainIn(edit);
    if (start > done + NEAR || size > UNITS.length - 2 * NEAR) flush(start);
    else for (; done < start; done += 1) UNITS[size++] = original.charCodeAt(done);
    places[index] = text.length + size;
    // Of two edits of the same place, the first counts.
    if (plain > 0 && start >= done) UNITS[size++] = plain + NOTHING;
    done = Math.max(done, endOf(edit));
  }
  flush(original.length);
  return {
    text,
    original(offset, side) {
      let low = -1;
      let high = places.length;
      while (low + 1 < high) {
        const middle = (low + high) >> 1;
        if ((places[middle] as number) <= offset) low = middle;
        else high = middle;
      }
      if (low < 0) return offset + side;
      const edit = edits[low] as number;
      const beyond = offset - (places[low] as number);
      // A character that cannot be seen has no length.
      const length = Math.min(plainIn(edit), 1);
      return side === 0 && beyond < length ? edit | 0 : endOf(edit) + beyond + side - length;
    },
  };
}
