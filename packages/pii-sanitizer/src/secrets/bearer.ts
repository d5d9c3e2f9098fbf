// Credentials of HTTP that stand in a text without the name of their header: Bearer (RFC 6750) and Basic (RFC 7617).

import { isAlnum, isAlpha, isDigit } from '../text/chars.ts';
import { endOfMatch } from './end-of-match.ts';
import { MAX_SECRET_CHARS } from './limits.ts';
import { oneOf } from './one-of.ts';
import { isPlaceholder } from './placeholder-value.ts';
import { type Reading, secretAt } from './reading.ts';

const MIN_TOKEN = 6;
const LONG_TOKEN = 20;
const WORD = 7;

/** Whether "Bearer " or "Basic " stands at `at`, where there is a B. */
export function isBearer(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  if (next === 101) return text.startsWith('arer ', at + 2);
  return next === 69 ? text.startsWith('ARER ', at + 2) : isBasic(text, at);
}

function isBasic(text: string, at: number): boolean {
  return text.charCodeAt(at + 1) === 97 && text.startsWith('asic ', at + 1);
}

/** The credentials after the word at `at`, or undefined when what follows reads like prose. */
export function readBearer(text: string, at: number): Reading | undefined {
  if (at > 0 && isAlnum(text.charCodeAt(at - 1))) return undefined;
  return isBasic(text, at) ? readBasic(text, at + WORD - 1) : readToken(text, at + WORD);
}

function readToken(text: string, start: number): Reading | undefined {
  const limit = Math.min(text.length, start + MAX_SECRET_CHARS);
  let end = start;
  let digit = false;
  let upper = false;
  let lower = false;
  let mark = false;
  for (; end < limit; end += 1) {
    const code = text.charCodeAt(end);
    if (isDigit(code)) digit = true;
    else if (isAlpha(code)) {
      if (code < 97) upper = true;
      else lower = true;
    } else if (isMark(code)) mark = true;
    else break;
  }
  while (end > start && text.charCodeAt(end - 1) === 46) end -= 1;
  // `Bearer realm="…"` is a challenge.
  if (text.charCodeAt(end - 1) === 61 && isChallenge(text.charCodeAt(end))) return undefined;
  const size = end - start;
  const telling = digit || mark || (upper && lower && !isAlpha(text.charCodeAt(start - 1)));
  if (size < MIN_TOKEN || !(telling || size >= LONG_TOKEN) || isPlaceholder(text.slice(start, end)))
    return undefined;
  return secretAt(start, end, 0.85);
}

/** A quote, escaped or not, or the dollar of a template. */
const isChallenge = oneOf('"\'`\\$');

/** The marks of token68. */
const isMark = oneOf('-._~+/=');

const BASE64 = /[A-Za-z0-9+/]{8,512}={0,2}(?![A-Za-z0-9+/=])/y;

/** Base64 that decodes to `user:password`. */
function readBasic(text: string, start: number): Reading | undefined {
  const end = endOfMatch(BASE64, text, start);
  return end > 0 && isUserAndPassword(text.slice(start, end)) ? secretAt(start, end, 0.9) : undefined;
}

/** Whether base64 hides a name, a colon and more, all of them printable. */
function isUserAndPassword(base64: string): boolean {
  const digits = base64.replace(/=+$/, '');
  if (digits.length % 4 === 1) return false;
  const plain = atob(digits);
  return plain.includes(':') && /^[\x20-\x7e\x80-\xff]+$/.test(plain);
}
