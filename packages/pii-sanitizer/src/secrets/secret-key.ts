// Finds the name before a ':' or '=' and tells what it promises: `password`, `DB_PASSWORD`, `"api_key"`, `api key`, `sig`.
import { isAlnum, isAlpha, isQuote } from '../text/chars.ts';
import { isTellingEnd, needsPhrase, Strength, strengthOfName } from './key-words.ts';

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

/** Whether the name that ends before `separator` announces a secret. Looks back a bounded distance, not beyond `from`. */
export function announcesSecret(text: string, separator: number, from: number): boolean {
  return readSecretKey(text, endOfName(text, separator, from), from) !== undefined;
}

/** 1 for characters that may stand between a name and its separator, and for digits, which may end a name. */
const BETWEEN = new Uint8Array(128);
for (const character of ' \t"\'`\\]*?+.|0123456789') BETWEEN[character.charCodeAt(0)] = 1;

/** Whether the name that ends before `separator` ends like one that announces a secret: no more than a look for nearly all. */
export function mayAnnounce(text: string, separator: number): boolean {
  let end = separator;
  const least = separator - MAX_BETWEEN;
  while (end > least && BETWEEN[text.charCodeAt(end - 1) & 127] === 1) end -= 1;
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
let latestStrength: Strength = Strength.NONE;

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
  if (strength !== Strength.NONE && text.charCodeAt(start - 1) === 32 && needsPhrase(name, strength)) {
    name = text.slice(startOfPhrase(text, start, from), end);
    strength = strengthOfName(name);
  }
  return strength === Strength.NONE ? undefined : { start, end, name, strength };
}

/** Where the two words before a name begin: `api key`, `mot de passe`. */
function startOfPhrase(text: string, start: number, from: number): number {
  let phrase = start;
  for (let count = 0; count < 2 && phrase - 1 > from && text.charCodeAt(phrase - 1) === 32; count += 1) {
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

function isName(code: number): boolean {
  return isAlnum(code) || code === 95 || code === 45 || code === 46 || code >= 0xaa;
}

/** Quotes, and \ ] * ? that stand between a name and its separator: `\"key\":`, `env["KEY"] =`, `**Key**:`, `key?:`. */
function isWrapping(code: number): boolean {
  return isQuote(code) || code === 92 || code === 93 || code === 42 || code === 63;
}

/** + . ? | before '=': `+=`, `.=`, `?=`, `||=` and `??=` assign too. */
function isOperand(code: number): boolean {
  return code === 43 || code === 46 || code === 63 || code === 124;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
