// Numbers that are plainly nobody's: years, counts, times, decimals, literals of code. They are passed over at once.
import {
  CLOSE_PAREN,
  COLON,
  DASH,
  DOT,
  NEWLINE,
  OPEN_PAREN,
  PLUS,
  SPACE,
  UNDERSCORE,
} from '../text/ascii.ts';
import { classOf, isAlnum, isDigit, isHex, isMark, isUpper } from '../text/chars.ts';
import { codeAt } from '../text/codes.ts';
import { endOfMatch } from '../text/end-of-match.ts';

const TIMESTAMP =
  /\d{4}-(?:0\d|1[0-2])-[0-3]\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])/y;

/** Where the date starting with the four digits at `start` ends, with its time if it has one; -1 when there is none. */
export function endOfTimestamp(text: string, start: number): number {
  return endOfMatch(TIMESTAMP, text, start);
}

/** Where the number of the digits `[start, end)` ends if it is a year, a count, a time or a decimal; 0 when it may be more. */
export function endOfPlain(codes: Uint8Array, start: number, end: number, from: number): number {
  const size = end - start;
  const next = codes[end] as number;
  if (size <= 4) {
    if (size === 2 && isInMac(codes, start)) return 0;
    if (next === COLON && size <= 2) return endOfTime(codes, end);
    if (isLone(codes, start, end, next, from)) return end;
  }
  if (next === DOT) return endOfDecimal(codes, start, end, from);
  if (next === UNDERSCORE && isDigit(codes[end + 1] as number) && codeAt(codes, start - 1) !== UNDERSCORE)
    return endOfLiteral(codes, end);
  return 0;
}

/** Whether two hexadecimal characters, one of them a letter, and a colon or a dash stand right before, as in a MAC address. */
function isInMac(codes: Uint8Array, start: number): boolean {
  const mark = codeAt(codes, start - 1);
  if (mark !== COLON && mark !== DASH) return false;
  const one = codeAt(codes, start - 3);
  const two = codeAt(codes, start - 2);
  return isHex(one) && isHex(two) && !(isDigit(one) && isDigit(two)) && !isAlnum(codeAt(codes, start - 4));
}

/** Whether up to four digits stand in prose. */
function isLone(codes: Uint8Array, start: number, end: number, next: number, from: number): boolean {
  if (next === SPACE || next === NEWLINE) {
    const beyond = codes[end + 1] as number;
    if (isDigit(beyond) || beyond === OPEN_PAREN || beyond === PLUS || isUpper(beyond)) return false;
    // `030 / 28908892`.
    if (isMark(beyond) && codes[end + 2] === SPACE && isDigit(codes[end + 3] as number)) return false;
  } else if (next === COLON || next === CLOSE_PAREN) return false;
  else if (
    (isMark(next) || next === PLUS || next === UNDERSCORE || next === OPEN_PAREN) &&
    isAlnum(codes[end + 1] as number)
  )
    return false;
  if (start <= from) return true;
  const before = codeAt(codes, start - 1);
  if (before === SPACE || isMark(before))
    // A digit or a capital could belong to an identifier; a small letter or a mark is prose.
    return (classOf(codeAt(codes, start - 2)) & 3) === 0;
  return before !== COLON && before !== PLUS && before !== OPEN_PAREN;
}

/** `12:34`, `12:34:56`; 0 when it goes on like an address. */
function endOfTime(codes: Uint8Array, colon: number): number {
  if (!isDigit(codes[colon + 1] as number) || !isDigit(codes[colon + 2] as number)) return 0;
  let end = colon + 3;
  if (codes[end] === COLON) {
    if (!isDigit(codes[end + 1] as number) || !isDigit(codes[end + 2] as number)) return 0;
    end += 3;
  }
  const code = codes[end] as number;
  return code === COLON || isAlnum(code) ? 0 : end;
}

/** `3.14159`; 0 when more follows, as in an address or a telephone number with dots. */
function endOfDecimal(codes: Uint8Array, start: number, dot: number, from: number): number {
  let end = dot + 1;
  while (isDigit(codes[end] as number)) end += 1;
  if (end === dot + 1) return 0;
  const code = codes[end] as number;
  if (isAlnum(code) || (isMark(code) && isAlnum(codes[end + 1] as number))) return 0;
  const before = start > from ? codeAt(codes, start - 1) : 32;
  const isJoined =
    (isMark(before) || before === PLUS || before === CLOSE_PAREN) &&
    start - 2 >= from &&
    isDigit(codeAt(codes, start - 2));
  return isJoined || before === PLUS ? 0 : end;
}

/** `6_889_122`. */
function endOfLiteral(codes: Uint8Array, from: number): number {
  let end = from;
  while (isDigit(codes[end] as number) || codes[end] === UNDERSCORE) end += 1;
  return end;
}
