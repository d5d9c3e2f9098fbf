// Tells whether a token that the engine met is a key: by a vendor's prefix, by its shape, or by the words before it.

import {
  BACKSLASH,
  COMMA,
  DASH,
  DOT,
  EQUALS,
  NEWLINE,
  OPEN_BRACKET,
  PERCENT,
  SEMICOLON,
  SLASH,
  SPACE,
} from '../text/ascii.ts';
import { isQuote } from '../text/chars.ts';
import { endOfMatch } from '../text/end-of-match.ts';
import type { Finding } from '../types.ts';
import { beforeVerb, isTellingEnd } from './key-words.ts';
import { MAX_PASSWORD, MIN_KEY_CHARS, MIN_PASSWORD_CHARS } from './limits.ts';
import { isPlaceholder } from './placeholder-value.ts';
import { makeupOf } from './randomness.ts';
import { secretAt } from './secret-at.ts';
import { endOfName, readSecretKey } from './secret-key.ts';
import { isCloser, isDelimiter } from './secret-value.ts';
import { matchAwsSecret, matchShape } from './shapes.ts';
import { NONE, PASSWORD, type Strength, TOKEN } from './strength.ts';
import { matchVendorKey } from './vendor-key.ts';

/**
 * Whether the token is a key. The engine asks for each run of [A-Za-z0-9_+/=.-] of 16 characters or more that holds a digit.
 * It lies in the gap `[from, to)` between what was found before.
 * The key may begin inside the token, behind `=` or `/`; a few begin or end beyond it, with characters that no token holds.
 */
export function matchSecretToken(
  text: string,
  start: number,
  end: number,
  from: number,
  to: number,
): Finding | undefined {
  const first = afterEscape(text, start);
  for (let at = first; at + MIN_KEY_CHARS <= end; at = nextStart(text, at, end)) {
    const key = matchVendorKey(text, at);
    if (key !== undefined) return key;
    // Keys of no prefix have dots inside, and none before them.
    const shape = at === first || text.charCodeAt(at - 1) === EQUALS ? matchShape(text, at) : undefined;
    if (shape !== undefined) return shape;
  }
  if (end - first === 40) {
    const secret = matchAwsSecret(text, first);
    if (secret !== undefined) return secret;
  }
  if (strengthBefore(text, start) < TOKEN) return undefined;
  let last = end;
  while (text.charCodeAt(last - 1) === DOT) last -= 1;
  return isRandom(text.slice(start, last))
    ? secretAt(start, last, 0.7)
    : matchNamedPassword(text, start, last, from, to);
}

/** The end of what colours a terminal. */
const COLOUR = /\d{1,3}m/y;

/** Steps over what is left of an escape: `\n`, `%3D`, `\u0022`, `ESC[1;32m`. */
function afterEscape(text: string, start: number): number {
  const before = text.charCodeAt(start - 1);
  if (before === PERCENT) return start + 2;
  if (before === OPEN_BRACKET || before === SEMICOLON)
    return Math.max(start, endOfMatch(COLOUR, text, start));
  if (before !== BACKSLASH) return start;
  return text.charCodeAt(start) === 117 ? start + 5 : start + 1;
}

/** The next offset behind a mark at which a key may begin. */
function nextStart(text: string, from: number, end: number): number {
  for (let at = from; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === EQUALS || code === SLASH || code === DOT) return at + 1;
  }
  return end;
}

/** Ways to write what a password protects, or is hidden by. */
const METHOD = /^(?:base|sha|md|utf|aes|rsa|argon)\d/i;

/** `sshpass -p …`, `redis-cli -a …`, `IDENTIFIED BY …`, and with no blank `mysql -u root -p…`: what commands call a password. */
const COMMAND =
  /(?:\b(?:(?:sshpass|docker login|mongo\w*|ldap\w+|redis-cli|7z|zip)\b[^\n|;&]* -[pPwa] |mysql\w*\b[^\n|;&]* -p)|\bIDENTIFIED BY )$/;
const MAX_COMMAND = 64;

/** No other word goes on behind the bare word `password`. */
const STRONG = /^(?=[^\d]*\d)(?=[^A-Za-z]*[A-Za-z])(?=[\w.+=-]*[!#$%^*~])[^/:@]{8,}$/;

/**
 * The password that letters and digits are in, when it is said to be one: `--password hunter2`, `password "hunter2"`,
 * `the password is hunter2`. It goes on to what ends a value, as it begins behind it.
 */
export function matchNamedPassword(
  text: string,
  word: number,
  wordEnd: number,
  from: number,
  to: number,
): Finding | undefined {
  let start = word;
  while (start > from && start > word - MAX_PASSWORD && !isEdge(text.charCodeAt(start - 1))) start -= 1;
  if (isOfCommand(text, start + 2)) start += 2;
  const strength = strengthBefore(text, start);
  if (strength === NONE) return undefined;
  const end = endOfPassword(text, start, wordEnd, to);
  const value = text.slice(start, end);
  if (value.length < MIN_PASSWORD_CHARS || METHOD.test(value) || isPlaceholder(value)) return undefined;
  return strength === PASSWORD || STRONG.test(value) ? secretAt(start, end, 0.7) : undefined;
}

/** Whether a command calls what begins at `at` a password. */
function isOfCommand(text: string, at: number): boolean {
  const sign = text.charCodeAt(at - 2);
  return (
    (sign === DASH || sign === 89 || text.charCodeAt(at - 3) === DASH) &&
    COMMAND.test(text.slice(Math.max(0, at - MAX_COMMAND), at))
  );
}

/** Also the bracket of a placeholder. */
function isEdge(code: number): boolean {
  return isDelimiter(code) || code === OPEN_BRACKET || code === OPEN_BRACKET + 2;
}

function endOfPassword(text: string, start: number, from: number, to: number): number {
  const quote = text.charCodeAt(start - 1);
  const limit = Math.min(to, start + MAX_PASSWORD);
  let end = from;
  if (isQuote(quote)) {
    while (end < limit && text.charCodeAt(end) !== quote && text.charCodeAt(end) !== NEWLINE) end += 1;
    return end;
  }
  while (end < limit && !isEdge(text.charCodeAt(end))) end += 1;
  while (end > from && isCloser(text.charCodeAt(end - 1))) end -= 1;
  return end;
}

/**
 * What words before a token call it: `--token …`, `password … ` in .netrc, `the token is …`, `set("token", "…")`. No more than a token
 * if a password's name does not belong to it for certain.
 */
function strengthBefore(text: string, start: number): Strength {
  const isQuoted = isQuote(text.charCodeAt(start - 1));
  let end = isQuoted ? start - 1 : start;
  if (isOfCommand(text, end)) return PASSWORD;
  const isSpaced = text.charCodeAt(end - 1) === SPACE;
  if (isSpaced) end -= 1;
  if (isQuoted && text.charCodeAt(end - 1) === COMMA) end -= 1;
  else if (!isSpaced) return NONE;
  const last = endOfName(text, end, 0);
  if (!isTellingEnd(text, last)) return text.slice(end - 6, end).toLowerCase() === 'bearer' ? TOKEN : NONE;
  const name = beforeVerb(text, last);
  const key = readSecretKey(text, name, 0);
  if (key === undefined) return NONE;
  return isQuoted || name < last || text.startsWith('-', key.start)
    ? key.strength
    : (Math.min(key.strength, TOKEN) as Strength);
}

function isRandom(token: string): boolean {
  const { digits, pairs, wordiness, entropy } = makeupOf(token);
  return digits >= 2 && entropy >= 2.8 && (pairs < 4 || wordiness < 0.5) && !isPlaceholder(token);
}
