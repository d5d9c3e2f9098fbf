// Where the tokens of JSON text end (RFC 8259).
import { BACKSLASH, DASH, DOT, PLUS, ZERO } from '../text/ascii.ts';
import { isDigit } from '../text/chars.ts';

const LITERALS = ['true', 'false', 'null'];

/** The index after the string that opens at `at`, or -1 when it does not end. The search may go on at `from`. */
export function endOfString(text: string, at: number, from: number): number {
  // By native search from quote to quote; a quote behind an odd number of backslashes is part of the string.
  for (let end = text.indexOf('"', Math.max(from, at + 1)); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end;
    while (before > at + 1 && text.charCodeAt(before - 1) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 0) return end + 1;
  }
  return -1;
}

/** The index after the number at `at`, or -1 when none is there. A sign with nothing behind it may become one. */
export function endOfNumber(text: string, at: number): number {
  const start = text.charCodeAt(at) === DASH ? at + 1 : at;
  let end = skipDigits(text, start);
  if ((end === start && end < text.length) || (text.charCodeAt(start) === ZERO && end > start + 1)) return -1;
  if (text.charCodeAt(end) === DOT) end = skipDigits(text, end + 1);
  if ((text.charCodeAt(end) | 32) === 101) {
    const sign = text.charCodeAt(end + 1);
    end = skipDigits(text, sign === PLUS || sign === DASH ? end + 2 : end + 1);
  }
  return Math.min(end, text.length);
}

/** The index after true, false or null at `at`; 0 when it is none of them, -1 when it may become one. */
export function endOfLiteral(text: string, at: number): number {
  for (const literal of LITERALS) {
    if (text.startsWith(literal, at)) return at + literal.length;
    const rest = text.length - at;
    if (rest < literal.length && literal.startsWith(text.slice(at))) return -1;
  }
  return 0;
}

/** The number, or its text when a number would not keep all digits. */
export function numberOf(text: string): number | string {
  const value = Number(text);
  return String(value) === text ? value : text;
}

function skipDigits(text: string, from: number): number {
  let end = from;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end;
}
