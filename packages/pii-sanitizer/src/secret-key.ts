// Whether the name before a ':' or '=' announces a secret: `password`, `DB_PASSWORD`, `"api_key"`, `api key`.
import { isAlnum, isAlpha, isQuote } from './chars.ts';
import { wordsOf } from './values/words.ts';

const MAX_KEY_CHARS = 48;
const MAX_PADDING = 16;
const MAX_QUOTING = 4;

const SINGLE: ReadonlySet<string> = new Set([
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'secret',
  'token',
  'apikey',
  'credential',
  'credentials',
  'authorization',
]);
const BEFORE_KEY: ReadonlySet<string> = new Set([
  'api',
  'access',
  'secret',
  'private',
  'signing',
  'encryption',
]);

/** Last letters of the names above, in lower case: rejects nearly every key without making a string of it. */
const LAST = new Set([...'depnsty'].map((letter) => letter.charCodeAt(0)));

/** Whether the name that ends before `separator` announces a secret. Looks back a bounded distance, not beyond `from`. */
export function announcesSecret(text: string, separator: number, from: number): boolean {
  let end = separator;
  const padding = Math.max(from, end - MAX_PADDING);
  while (end > padding && isBlank(text.charCodeAt(end - 1))) end -= 1;
  const quoting = Math.max(from, end - MAX_QUOTING);
  while (end > quoting && (isQuote(text.charCodeAt(end - 1)) || text.charCodeAt(end - 1) === 92)) end -= 1;
  if (end <= from || !LAST.has(text.charCodeAt(end - 1) | 32)) return false;
  const start = startOfName(text, end, from);
  const words = wordsOf(text.slice(start, end));
  const last = words[words.length - 1] ?? '';
  if (SINGLE.has(last)) return true;
  if (last !== 'key') return false;
  if (words.length > 1) return BEFORE_KEY.has(words[words.length - 2] ?? '');
  if (start - 1 < from || text.charCodeAt(start - 1) !== 32) return false;
  const before = text.slice(startOfName(text, start - 1, from), start - 1);
  return BEFORE_KEY.has(before.toLowerCase());
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
  return isAlnum(code) || code === 95 || code === 45;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
