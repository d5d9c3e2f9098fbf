// The extent of a secret after `password=` and the like: quoted, or up to the next delimiter.

import { BACKSLASH, CLOSE_PAREN, COLON, EQUALS, GREATER, NEWLINE, SPACE } from '../text/ascii.ts';
import { isQuote, isSpace } from '../text/chars.ts';
import { endOfMatch } from '../text/end-of-match.ts';
import { isEscapeLetter } from '../text/escape.ts';
import { isBlank, oneOf } from '../text/one-of.ts';
import { setOf } from '../values/set-of.ts';
import { isCode, MAX_CODE_CHARS } from './code.ts';
import { MAX_SECRET_CHARS } from './limits.ts';

const MAX_PADDING = 16;
const SCHEMES = setOf(
  'bearer basic digest token negotiate bot apikey ssws aws4-hmac-sha256 sharedaccesssignature',
);
const MAX_SCHEME = 22;
/** The head of a block of YAML. */
const BLOCK = /[|>][-+]?\d?\n {1,16}/y;
/** What '&' separates: another pair, an entity, words. Else it is part of a password. */
const NEXT_PAIR = /&(?:[\w.[\]-]{0,64}[=;]|\s|$)/y;
const AMPERSAND = 38;
/** What stands before the quote of a literal: `b"…"`, `@"…"`, `String::from("…")`, `SecretStr("…")`. */
const WRAPPER = /(?:[bfru@$L]{1,2}|(?:String::from|\[\]byte|Secret(?:Str)?|Buffer\.from)?\()(?=["'])/iy;

/** A stretch of text that stands as a value. */
export interface Value {
  start: number;
  end: number;
  quoted: boolean;
}

/**
 * The value that begins after the separator at `after - 1`; empty when there is none but a piece of a program.
 * A plain one holds no further pair.
 */
export function readValue(text: string, after: number, plain: boolean): Value {
  let at = skipBlank(text, after);
  at = skipOpening(text, at);
  at = Math.max(at, endOfMatch(WRAPPER, text, at));
  let open = at;
  while (open < at + 4 && text.charCodeAt(open) === BACKSLASH) open += 1;
  if (isQuote(text.charCodeAt(open))) {
    const end = endOfQuoted(text, open, open - at);
    if (end >= 0) return { start: skipScheme(text, open + 1, end), end, quoted: true };
  }
  if (!plain && isExpression(text, at)) return { start: at, end: at, quoted: false };
  let end = endOfBare(text, at, plain);
  const rest = skipScheme(text, at, Math.min(end + 1, text.length));
  if (rest > at) {
    at = rest;
    end = endOfBare(text, at, plain);
  }
  // The colon of `f(password: string): void` goes with its bracket.
  if (text.charCodeAt(end - 1) === COLON && text.charCodeAt(end - 2) === CLOSE_PAREN) end -= 1;
  while (end > at && isCloser(text.charCodeAt(end - 1))) end -= 1;
  return { start: at, end, quoted: false };
}

/** Whether at least `size` characters go on from `after` without a delimiter, but for blanks and quotes before them. */
export function isLong(text: string, after: number, size: number): boolean {
  let at = skipBlank(text, after);
  while (at < after + MAX_PADDING && (isQuote(text.charCodeAt(at)) || text.charCodeAt(at) === BACKSLASH))
    at += 1;
  for (let end = at + size; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (Number.isNaN(code) || isDelimiter(code) || code === COLON || code === EQUALS) return false;
  }
  return true;
}

/** Told from the head alone: to look for the end of each expression in a chain of them would take its length squared. */
function isExpression(text: string, at: number): boolean {
  let end = at;
  while (end < at + MAX_CODE_CHARS && end < text.length && !isDelimiter(text.charCodeAt(end))) end += 1;
  return isCode(text.slice(at, end));
}

/** Steps over `** ` after a name in bold, and over `|` and a line break before a block of YAML. */
function skipOpening(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === 42 && text.charCodeAt(at + 1) === 42 && isBlank(text.charCodeAt(at + 2)))
    return skipBlank(text, at + 2);
  if (code !== 124 && code !== GREATER) return at;
  return Math.max(at, endOfMatch(BLOCK, text, at));
}

/** Steps over the scheme of an `Authorization` header. */
function skipScheme(text: string, at: number, end: number): number {
  const limit = Math.min(end, at + MAX_SCHEME);
  let space = at;
  while (space < limit && text.charCodeAt(space) !== SPACE) space += 1;
  return space < limit && SCHEMES.has(text.slice(at, space).toLowerCase()) ? space + 1 : at;
}

/** The offset of the closing quote, or -1 when the line ends first. `escapes` counts backslashes before the opening one. */
function endOfQuoted(text: string, open: number, escapes: number): number {
  const quote = text.charCodeAt(open);
  const limit = Math.min(text.length, open + 1 + MAX_SECRET_CHARS);
  for (let at = open + 1; at < limit; at += 1) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE || code === 13) return -1;
    if (code === quote)
      return escapes > 0 ? Math.max(open + 1, at - trailingBackslashes(text, at, escapes)) : at;
    if (code === BACKSLASH && escapes === 0) at += 1;
  }
  return limit < text.length ? limit : -1;
}

function trailingBackslashes(text: string, at: number, most: number): number {
  let count = 0;
  while (count < most && text.charCodeAt(at - 1 - count) === BACKSLASH) count += 1;
  return count;
}

function endOfBare(text: string, from: number, plain: boolean): number {
  const limit = Math.min(text.length, from + MAX_SECRET_CHARS);
  let end = from;
  for (; end < limit; end += 1) {
    const code = text.charCodeAt(end);
    if (plain && (code === COLON || (code === EQUALS && !isPadding(text, end)))) break;
    if (code === AMPERSAND && endOfMatch(NEXT_PAIR, text, end) < 0) continue;
    if (isDelimiter(code) || (code === BACKSLASH && isEscapeLetter(text.charCodeAt(end + 1)))) break;
  }
  return end;
}

/** Whether '=' fills the end of a value in base64. */
function isPadding(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return Number.isNaN(next) || next === EQUALS || isDelimiter(next) || isCloser(next);
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < from + MAX_PADDING && isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

const isMark = oneOf('"\'`,;&<>');

/** White space, quotes, and what separates values. */
export function isDelimiter(code: number): boolean {
  return isSpace(code) || isMark(code);
}

/** A bracket or full stop at the very end belongs to the sentence, a backslash to an escape. */
export const isCloser = oneOf(')]}.\\');
