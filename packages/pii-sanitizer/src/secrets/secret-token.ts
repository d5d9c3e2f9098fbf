// Tells whether a token that the engine met is a key: by a vendor's prefix, by its shape, or by the words before it.

import {
  BACKSLASH,
  COMMA,
  DOT,
  EQUALS,
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
import { isPlaceholder } from './placeholder-value.ts';
import { makeupOf } from './randomness.ts';
import { endOfName, readSecretKey } from './secret-key.ts';
import { matchAwsSecret, matchShape } from './shapes.ts';
import { WEAK } from './strength.ts';
import { matchVendorKey } from './vendor-key.ts';

/** The shortest key in question. */
const MIN_TOKEN = 16;

/**
 * Whether the token is a key. The engine asks for each run of [A-Za-z0-9_+/=.-] of 16 characters or more that holds a digit.
 * The key may begin inside the token, behind `=` or `/`; a few begin or end beyond it, with characters that no token holds.
 */
export function matchSecretToken(text: string, start: number, end: number): Finding | undefined {
  const first = afterEscape(text, start);
  for (let at = first; at + MIN_TOKEN <= end; at = nextStart(text, at, end)) {
    const key = matchVendorKey(text, at);
    if (key !== undefined) return finding(at, key.end, key.confidence);
    // Keys of no prefix have dots inside, and none before them.
    const shape = at === first || text.charCodeAt(at - 1) === EQUALS ? matchShape(text, at) : undefined;
    if (shape !== undefined) return finding(shape.start, shape.end, 0.9);
  }
  if (end - first === 40) {
    const secret = matchAwsSecret(text, first);
    if (secret >= 0) return finding(first, secret, 0.9);
  }
  if (!isNamedBefore(text, start)) return undefined;
  let last = end;
  while (text.charCodeAt(last - 1) === DOT) last -= 1;
  return isRandom(text.slice(start, last)) ? finding(start, last, 0.7) : undefined;
}

function finding(start: number, end: number, confidence: number): Finding {
  return { type: 'SECRET', start, end, confidence };
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

/** Whether words before a token call it a secret: `--token …`, `password … ` in .netrc, `the token is …`, `set("token", "…")`. */
function isNamedBefore(text: string, start: number): boolean {
  let end = start - 1;
  if (isQuote(text.charCodeAt(end))) {
    end -= 1;
    if (text.charCodeAt(end) === SPACE) end -= 1;
    if (text.charCodeAt(end) !== COMMA) return false;
  } else if (text.charCodeAt(end) !== SPACE) return false;
  const last = endOfName(text, end, 0);
  if (!isTellingEnd(text, last)) return text.slice(end - 6, end).toLowerCase() === 'bearer';
  const name = beforeVerb(text, last);
  const key = readSecretKey(text, name, 0);
  return key !== undefined && key.strength > WEAK;
}

function isRandom(token: string): boolean {
  const { digits, pairs, wordiness, entropy } = makeupOf(token);
  return digits >= 2 && entropy >= 2.8 && (pairs < 4 || wordiness < 0.5) && !isPlaceholder(token);
}
