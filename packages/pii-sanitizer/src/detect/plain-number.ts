// Numbers that are plainly nobody's: years, counts, times, decimals, literals of code. They are passed over at once.
import { classOf, isAlnum, isDigit, isHex, isMark, isUpper } from '../text/chars.ts';
import { endOfMatch } from '../text/end-of-match.ts';

const COLON = 58;
const DOT = 46;
const DASH = 45;
const OPEN = 40;
const CLOSE = 41;
const UNDERSCORE = 95;
const TIMESTAMP =
  /\d{4}-(?:0\d|1[0-2])-[0-3]\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])/y;

/** Where the date starting with the four digits at `start` ends, with its time if it has one; -1 when there is none. */
export function endOfTimestamp(text: string, start: number): number {
  return endOfMatch(TIMESTAMP, text, start);
}

/** Where the number of the digits `[start, end)` ends if it is a year, a count, a time or a decimal; 0 when it may be more. */
export function endOfPlain(text: string, start: number, end: number, from: number): number {
  const size = end - start;
  const next = text.charCodeAt(end);
  if (size <= 4) {
    if (size === 2 && isInMac(text, start)) return 0;
    if (next === COLON && size <= 2) return endOfTime(text, end);
    if (isLone(text, start, end, next, from)) return end;
  }
  if (next === DOT) return endOfDecimal(text, start, end, from);
  if (next === UNDERSCORE && isDigit(text.charCodeAt(end + 1)) && text.charCodeAt(start - 1) !== UNDERSCORE)
    return endOfLiteral(text, end);
  return 0;
}

/** Whether two hexadecimal characters, one of them a letter, and a colon or a dash stand right before, as in a MAC address. */
function isInMac(text: string, start: number): boolean {
  const mark = text.charCodeAt(start - 1);
  if (mark !== COLON && mark !== DASH) return false;
  const one = text.charCodeAt(start - 3);
  const two = text.charCodeAt(start - 2);
  return isHex(one) && isHex(two) && !(isDigit(one) && isDigit(two)) && !isAlnum(text.charCodeAt(start - 4));
}

/** Whether up to four digits stand in prose. */
function isLone(text: string, start: number, end: number, next: number, from: number): boolean {
  if (next === 32 || next === 10) {
    const beyond = text.charCodeAt(end + 1);
    if (isDigit(beyond) || beyond === OPEN || beyond === 43 || isUpper(beyond)) return false;
  } else if (next === COLON || next === CLOSE) return false;
  else if ((isMark(next) || next === UNDERSCORE || next === OPEN) && isAlnum(text.charCodeAt(end + 1)))
    return false;
  if (start <= from) return true;
  const before = text.charCodeAt(start - 1);
  if (before === 32 || isMark(before))
    return !isAlnum(text.charCodeAt(start - 2)) || isProse(text, start - 2);
  return before !== COLON && before !== 43 && before !== OPEN;
}

/** `12:34`, `12:34:56`; 0 when it goes on like an address. */
function endOfTime(text: string, colon: number): number {
  if (!isDigit(text.charCodeAt(colon + 1)) || !isDigit(text.charCodeAt(colon + 2))) return 0;
  let end = colon + 3;
  if (text.charCodeAt(end) === COLON) {
    if (!isDigit(text.charCodeAt(end + 1)) || !isDigit(text.charCodeAt(end + 2))) return 0;
    end += 3;
  }
  const code = text.charCodeAt(end);
  return code === COLON || isAlnum(code) ? 0 : end;
}

/** `3.14159`; 0 when more follows, as in an address or a telephone number with dots. */
function endOfDecimal(text: string, start: number, dot: number, from: number): number {
  let end = dot + 1;
  while (isDigit(text.charCodeAt(end))) end += 1;
  if (end === dot + 1) return 0;
  const code = text.charCodeAt(end);
  if (isAlnum(code) || (isMark(code) && isAlnum(text.charCodeAt(end + 1)))) return 0;
  const before = start > from ? text.charCodeAt(start - 1) : 32;
  const isJoined =
    (isMark(before) || before === 43 || before === CLOSE) &&
    start - 2 >= from &&
    isDigit(text.charCodeAt(start - 2));
  return isJoined || before === 43 ? 0 : end;
}

/** `6_889_122`. */
function endOfLiteral(text: string, from: number): number {
  let end = from;
  while (isDigit(text.charCodeAt(end)) || text.charCodeAt(end) === UNDERSCORE) end += 1;
  return end;
}

/** A small letter or a mark before the number: a capital or a digit could belong to an identifier. */
function isProse(text: string, at: number): boolean {
  return classOf(text.charCodeAt(at)) === 4;
}
