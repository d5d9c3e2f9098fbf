// Finds the name before a ':' or '=' and tells what it promises: `password`, `DB_PASSWORD`, `"api_key"`, `api key`, `sig`.

import { SPACE } from '../text/ascii.ts';
import { isAlnum, isAlpha } from '../text/chars.ts';
import { isBlank, oneOf } from '../text/one-of.ts';
import { isTellingEnd, needsPhrase, strengthOfName } from './key-words.ts';
import { NONE, type Strength } from './strength.ts';

const MAX_KEY_CHARS = 48;
const MAX_PADDING = 16;
const MAX_QUOTING = 4;
const MAX_BETWEEN = MAX_PADDING + MAX_QUOTING;

/** Where a name stands and what it promises. */
export interface SecretKey {
  start: number;
  end: number;
  /** The name with the words before it that belong to it. */
  name: string;
  strength: Strength;
}

/** Characters that may stand between a name and its separator, and digits, which may end a name. */
const isBetween = oneOf(' \t"\'`\\]*?+._|0123456789');

/** Whether the name that ends before `separator` ends like one that announces a secret: no more than a look for nearly all. */
export function mayAnnounce(text: string, separator: number): boolean {
  let end = separator;
  const least = separator - MAX_BETWEEN;
  while (end > least && isBetween(text.charCodeAt(end - 1) & 127)) end -= 1;
  return isTellingEnd(text, end);
}

/** The end of the name before `separator`: before white space, an operator, quotes. */
export function endOfName(text: string, separator: number, from: number): number {
  let end = separator;
  const padding = Math.max(from, end - MAX_PADDING);
  while (end > padding && isOperand(text.charCodeAt(end - 1))) end -= 1;
  while (end > padding && isBlank(text.charCodeAt(end - 1))) end -= 1;
  const quoting = Math.max(from, end - MAX_QUOTING);
  while (end > quoting && isWrapping(text.charCodeAt(end - 1))) end -= 1;
  return end;
}

let latest = '';
let latestStrength: Strength = NONE;

/** The name that ends at `end` when it announces a secret. */
export function readSecretKey(text: string, end: number, from: number): SecretKey | undefined {
  const start = startOfName(text, end, from);
  if (start >= end) return undefined;
  // One name after the other is often the same, and a comparison costs less than a new string.
  if (end - start !== latest.length || !text.startsWith(latest, start)) {
    latest = text.slice(start, end);
    latestStrength = strengthOfName(latest);
  }
  let name = latest;
  let strength = latestStrength;
  if (strength !== NONE && text.charCodeAt(start - 1) === SPACE && needsPhrase(name, strength)) {
    name = text.slice(startOfPhrase(text, start, from), end);
    strength = strengthOfName(name);
  }
  return strength === NONE ? undefined : { start, end, name, strength };
}

/** Where the two words before a name begin: `api key`, `mot de passe`. */
function startOfPhrase(text: string, start: number, from: number): number {
  let phrase = start;
  for (let count = 0; count < 2 && phrase - 1 > from && text.charCodeAt(phrase - 1) === SPACE; count += 1) {
    const next = startOfName(text, phrase - 1, from);
    if (next === phrase - 1) break;
    phrase = next;
  }
  return phrase;
}

function startOfName(text: string, end: number, from: number): number {
  const least = Math.max(from, end - MAX_KEY_CHARS);
  let start = end;
  while (start > least && isName(text.charCodeAt(start - 1))) start -= 1;
  // A name cut in the middle of a word would look like another word.
  if (start === least && start > from && isName(text.charCodeAt(start - 1))) {
    while (start < end && isAlpha(text.charCodeAt(start))) start += 1;
  }
  return start;
}

const isMark = oneOf('_-.');

function isName(code: number): boolean {
  return isAlnum(code) || isMark(code) || code >= 0xaa;
}

/** What stands between a name and its separator: `\"key\":`, `env["KEY"] =`, `**Key**:`, `key?:`. */
const isWrapping = oneOf('"\'`\\]*?');

/** What stands before '=': `+=`, `.=`, `?=`, `||=` and `??=` assign too. */
const isOperand = oneOf('+.?|');
