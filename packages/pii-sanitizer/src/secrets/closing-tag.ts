// Secrets in XML elements: `<password>…</password>`.
import { isSpace } from '../text/chars.ts';
import { isSecretValue } from './judge-value.ts';
import { Strength, strengthOfName } from './key-words.ts';

const NAME = /[\w.-]{1,64}:?([\w.-]{1,64})[ \t]{0,4}>/y;
const MAX_VALUE_CHARS = 512;
const LESS = 60;
const GREATER = 62;

/** The secret that ends before the closing tag at `tag`, or undefined. Looks back a bounded distance. */
export function readClosingTag(text: string, tag: number): { start: number; end: number } | undefined {
  NAME.lastIndex = tag + 2;
  const name = NAME.exec(text)?.[0];
  if (name === undefined) return undefined;
  const key = name.slice(name.indexOf(':') + 1, -1).trim();
  const strength = strengthOfName(key);
  if (strength === Strength.NONE) return undefined;
  let end = tag;
  while (end > 0 && isSpace(text.charCodeAt(end - 1)) && end > tag - 128) end -= 1;
  const least = Math.max(0, end - MAX_VALUE_CHARS);
  let start = end;
  while (start > least && text.charCodeAt(start - 1) !== GREATER && text.charCodeAt(start - 1) !== LESS)
    start -= 1;
  if (start === 0 || text.charCodeAt(start - 1) === LESS) return undefined;
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  if (start >= end || text.charCodeAt(start) === 91) return undefined;
  const value = text.slice(start, end);
  const setting = {
    strength,
    name: key,
    value,
    quoted: true,
    tight: true,
    query: false,
    fallback: false,
    after: '<',
  };
  return isSecretValue(setting) ? { start, end } : undefined;
}
