// Credentials of HTTP that stand in a text without the name of their header: Bearer (RFC 6750) and Basic (RFC 7617).

import { DOT, EQUALS } from '../text/ascii.ts';
import { isAlnum } from '../text/chars.ts';
import { endOfMatch } from '../text/end-of-match.ts';
import { oneOf } from '../text/one-of.ts';
import type { Finding } from '../types.ts';
import { isPlaceholder } from './placeholder-value.ts';
import { secretAt } from './secret-at.ts';

const MIN_TOKEN = 6;
const LONG_TOKEN = 20;
const SCHEME = /B(?:earer|EARER|asic) /y;
/** As long as a finding may be. */
const TOKEN68 = /[\w.~+/=-]{0,16384}/y;
/** Digits and marks. */
const TELLING = /[^A-Za-z]/;
/** Capitals and small letters. */
const MIXED = /[A-Z].*[a-z]|[a-z].*[A-Z]/;

/** The credentials after "Bearer " or "Basic " at `at`, or undefined when there are none, or what follows reads like prose. */
export function readBearer(text: string, at: number): Finding | undefined {
  const start = endOfMatch(SCHEME, text, at);
  if (start < 0 || isAlnum(text.charCodeAt(at - 1))) return undefined;
  return text.startsWith('s', at + 2) ? readBasic(text, start) : readToken(text, start);
}

function readToken(text: string, start: number): Finding | undefined {
  let end = endOfMatch(TOKEN68, text, start);
  while (end > start && text.charCodeAt(end - 1) === DOT) end -= 1;
  // `Bearer realm="…"` is a challenge.
  if (text.charCodeAt(end - 1) === EQUALS && isChallenge(text.charCodeAt(end))) return undefined;
  const token = text.slice(start, end);
  const telling = token.length >= LONG_TOKEN || TELLING.test(token) || MIXED.test(token);
  return token.length >= MIN_TOKEN && telling && !isPlaceholder(token)
    ? secretAt(start, end, 0.85)
    : undefined;
}

/** A quote, escaped or not, or the dollar of a template. */
const isChallenge = oneOf('"\'`\\$');

const BASE64 = /[A-Za-z0-9+/]{8,512}={0,2}(?![A-Za-z0-9+/=])/y;

/** Base64 that decodes to `user:password`. */
function readBasic(text: string, start: number): Finding | undefined {
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
