// Secrets in XML elements: `<password>…</password>`.

import { GREATER, LESS, OPEN_BRACKET } from '../text/ascii.ts';
import { isSpace } from '../text/chars.ts';
import { endOfMatch } from '../text/end-of-match.ts';
import type { Finding } from '../types.ts';
import { isSecretValue, mayBeRandom } from './judge-value.ts';
import { isTellingEnd, strengthOfName } from './key-words.ts';
import { secretAt } from './secret-at.ts';
import { NONE, WEAK } from './strength.ts';

const NAME = /[\w.:-]{0,64}>/y;
const MAX_VALUE_CHARS = 512;
const MAX_SPACE = 128;

/** The secret before the closing tag at `tag`, or undefined. Looks back a bounded distance. */
export function readClosingTag(text: string, tag: number): Finding | undefined {
  const nameEnd = endOfMatch(NAME, text, tag + 2) - 1;
  if (nameEnd < 0 || !isTellingEnd(text, nameEnd)) return undefined;
  const name = text.slice(tag + 2, nameEnd);
  const key = name.slice(name.indexOf(':') + 1);
  const strength = strengthOfName(key);
  if (strength === NONE) return undefined;
  let end = tag;
  while (end > 0 && isSpace(text.charCodeAt(end - 1)) && end > tag - MAX_SPACE) end -= 1;
  const least = Math.max(0, end - MAX_VALUE_CHARS);
  let start = end;
  while (start > least && text.charCodeAt(start - 1) !== GREATER && text.charCodeAt(start - 1) !== LESS)
    start -= 1;
  if (start === 0 || text.charCodeAt(start - 1) === LESS) return undefined;
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  if (start >= end || text.charCodeAt(start) === OPEN_BRACKET) return undefined;
  if (strength === WEAK && !mayBeRandom(text, start, end)) return undefined;
  const value = text.slice(start, end);
  const setting = { strength, name: key, value, quoted: true, tight: true, after: '<' };
  return isSecretValue(setting) ? secretAt(start, end, 0.8) : undefined;
}
