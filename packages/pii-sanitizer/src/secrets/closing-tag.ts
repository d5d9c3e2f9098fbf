// Secrets in XML elements: `<password>…</password>`.

import { isSpace, isWord } from '../text/chars.ts';
import { isSecretValue, mayBeRandom } from './judge-value.ts';
import { isTellingEnd, Strength, strengthOfName } from './key-words.ts';
import { oneOf } from './one-of.ts';
import { type Reading, secretAt } from './reading.ts';

const MAX_NAME_CHARS = 64;
const MAX_VALUE_CHARS = 512;
const MAX_SPACE = 128;
const LESS = 60;
const GREATER = 62;

function endOfTag(text: string, start: number): number {
  const limit = start + MAX_NAME_CHARS;
  let end = start;
  while (end < limit && isName(text.charCodeAt(end))) end += 1;
  return text.charCodeAt(end) === GREATER ? end : -1;
}

const isMark = oneOf('-.:');

function isName(code: number): boolean {
  return isWord(code) || isMark(code);
}

/** The secret before the closing tag at `tag`, or undefined. Looks back a bounded distance. */
export function readClosingTag(text: string, tag: number): Reading | undefined {
  const nameEnd = endOfTag(text, tag + 2);
  if (nameEnd < 0 || !isTellingEnd(text, nameEnd)) return undefined;
  const name = text.slice(tag + 2, nameEnd);
  const key = name.slice(name.indexOf(':') + 1);
  const strength = strengthOfName(key);
  if (strength === Strength.NONE) return undefined;
  let end = tag;
  while (end > 0 && isSpace(text.charCodeAt(end - 1)) && end > tag - MAX_SPACE) end -= 1;
  const least = Math.max(0, end - MAX_VALUE_CHARS);
  let start = end;
  while (start > least && text.charCodeAt(start - 1) !== GREATER && text.charCodeAt(start - 1) !== LESS)
    start -= 1;
  if (start === 0 || text.charCodeAt(start - 1) === LESS) return undefined;
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  if (start >= end || text.charCodeAt(start) === 91) return undefined;
  if (strength === Strength.WEAK && !mayBeRandom(text, start, end)) return undefined;
  const value = text.slice(start, end);
  const setting = { strength, name: key, value, quoted: true, tight: true, after: '<' };
  return isSecretValue(setting) ? secretAt(start, end, 0.8) : undefined;
}
