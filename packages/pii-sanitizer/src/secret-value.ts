// The extent of a secret after `password=` and the like: quoted, or up to the next delimiter.
import { isAlnum, isQuote, isSpace } from './chars.ts';
import { skipPlaceholders } from './policies/placeholders.ts';

const MAX_PADDING = 16;
const BACKSLASH = 92;
const SCHEMES = new Set(['bearer', 'basic', 'digest', 'token', 'negotiate']);

/** Words that declare or negate a value rather than give one. */
const NOT_VALUES = new Set(
  'string number boolean bool str int any unknown object true false null undefined none nil required optional'.split(
    ' ',
  ),
);
/** `${NAME}`; the closing bracket has been trimmed by then. */
const REFERENCE = /^\$\{[A-Za-z_][A-Za-z0-9_.]{0,80}\}?$/;

export interface SecretValue {
  start: number;
  end: number;
  /** Whether there is something to hide; false for a placeholder, which is stepped over whole. */
  secret: boolean;
}

/** The value that begins after the separator at `after - 1`, or undefined when none is there. */
export function readSecretValue(text: string, after: number): SecretValue | undefined {
  let at = after;
  while (at < after + MAX_PADDING && isBlank(text.charCodeAt(at))) at += 1;
  let open = at;
  while (open < at + 4 && text.charCodeAt(open) === BACKSLASH) open += 1;
  if (isQuote(text.charCodeAt(open))) {
    const end = endOfQuoted(text, open, open - at);
    at = open + 1;
    if (end >= 0) return valueBetween(text, at, end);
  }
  let end = endOfBare(text, at);
  if (SCHEMES.has(text.slice(at, Math.min(end, at + 10)).toLowerCase()) && text.charCodeAt(end) === 32) {
    at = end + 1;
    end = endOfBare(text, at);
  }
  const start = skipPlaceholders(text, at);
  if (start > end) end = start;
  while (end > start && isCloser(text.charCodeAt(end - 1))) end -= 1;
  return isListMarker(text, start, end) ? undefined : valueBetween(text, at, end);
}

/** `To rotate an access key: 1. Make a second key` goes on with a list. */
function isListMarker(text: string, start: number, end: number): boolean {
  return end - start <= 2 && /^\d{1,2}[.)] /.test(text.slice(start, start + 4));
}

function valueBetween(text: string, at: number, end: number): SecretValue | undefined {
  if (end <= at) return undefined;
  const start = Math.min(skipPlaceholders(text, at), end);
  if (!hasContent(text, start, end)) return start > at ? { start, end, secret: false } : undefined;
  const size = end - start;
  if (size <= 9 && NOT_VALUES.has(text.slice(start, end).toLowerCase())) return undefined;
  if (text.charCodeAt(start) === 36 && size <= 84 && REFERENCE.test(text.slice(start, end))) return undefined;
  return { start, end, secret: true };
}

/** The offset of the closing quote, or -1 when the line ends first. `escapes` counts backslashes before the opening one. */
function endOfQuoted(text: string, open: number, escapes: number): number {
  const quote = text.charCodeAt(open);
  for (let at = open + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return -1;
    if (code === quote)
      return escapes > 0 ? Math.max(open + 1, at - trailingBackslashes(text, at, escapes)) : at;
    if (code === BACKSLASH && escapes === 0) at += 1;
  }
  return -1;
}

function trailingBackslashes(text: string, at: number, most: number): number {
  let count = 0;
  while (count < most && text.charCodeAt(at - 1 - count) === BACKSLASH) count += 1;
  return count;
}

function endOfBare(text: string, from: number): number {
  let end = from;
  while (end < text.length && !isDelimiter(text.charCodeAt(end))) end += 1;
  return end;
}

/** White space, quotes, and , ; & < > */
function isDelimiter(code: number): boolean {
  return (
    isSpace(code) || isQuote(code) || code === 44 || code === 59 || code === 38 || code === 60 || code === 62
  );
}

/** A bracket or full stop at the very end belongs to the sentence. */
function isCloser(code: number): boolean {
  return code === 41 || code === 93 || code === 125 || code === 46 || code === BACKSLASH;
}

function hasContent(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (isAlnum(code) || code > 127) return true;
  }
  return false;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
