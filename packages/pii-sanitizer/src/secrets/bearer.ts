// Credentials of HTTP that stand in a text without the name of their header: Bearer (RFC 6750) and Basic (RFC 7617).
import { isAlnum, isAlpha, isDigit, isQuote } from '../text/chars.ts';
import { MAX_SECRET_CHARS } from './limits.ts';
import { isPlaceholder } from './placeholder-value.ts';
import type { Reading } from './reading.ts';

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
  return { start, end, secret: true, confidence: 0.85 };
}

/** A quote, escaped or not, or the dollar of a template. */
function isChallenge(code: number): boolean {
  return isQuote(code) || code === 92 || code === 36;
}

/** The marks of token68: - . _ ~ + / = */
function isMark(code: number): boolean {
  return (
    code === 45 || code === 46 || code === 95 || code === 126 || code === 43 || code === 47 || code === 61
  );
}

const BASE64 = /[A-Za-z0-9+/]{8,512}={0,2}(?![A-Za-z0-9+/=])/y;

/** Base64 that decodes to `user:password`. */
function readBasic(text: string, start: number): Reading | undefined {
  BASE64.lastIndex = start;
  if (!BASE64.test(text)) return undefined;
  const end = BASE64.lastIndex;
  return isUserAndPassword(text.slice(start, end))
    ? { start, end, secret: true, confidence: 0.9 }
    : undefined;
}

/** Whether base64 hides a name, a colon and more, all of them printable. */
function isUserAndPassword(base64: string): boolean {
  const digits = base64.replace(/=+$/, '');
  if (digits.length % 4 === 1) return false;
  const plain = atob(digits);
  return plain.includes(':') && /^[\x20-\x7e\x80-\xff]+$/.test(plain);
}
