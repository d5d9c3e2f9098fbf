// Pairs such as `"firstName": "Jane"` in text that is not JSON as a whole, as in a line of a log: the key tells there too.

import { BACKSLASH, QUOTE } from '../text/ascii.ts';
import { endOfMatch } from '../text/end-of-match.ts';
import { addNamed, type NamedFinding } from './named-finding.ts';
import { isNumberLike } from './replacement.ts';
import type { Rules } from './rules.ts';

const MAX_KEY = 64;
const MAX_BLANKS = 16;
const MAX_VALUE = 512;
const NUMBER = /-?\d+(?:\.\d+)?(?![\w.-])/y;

/**
 * Adds the values of pairs whose key says that they are personal. Secrets are left to the detector, which knows a
 * `"token": "string"` of a program from a token; but keys of one's own count here as everywhere.
 */
export function readPairs(text: string, rules: Rules, found: NamedFinding[]): void {
  for (let at = text.indexOf('":'); at >= 0; at = text.indexOf('":', at + 2)) {
    const start = startOfKey(text, at);
    const rule = start < 0 ? null : rules.keys(text.slice(start, at));
    if (!rule || (rule.type === 'SECRET' && !rule.isOwn)) continue;
    const value = readValue(text, at + 2);
    if (!value) continue;
    const content = text.slice(value.start, value.end);
    if (!rule.numbersOnly || isNumberLike(content, false)) addNamed(found, rule, content, value.start, rules);
  }
}

function startOfKey(text: string, end: number): number {
  const least = Math.max(0, end - MAX_KEY);
  for (let at = end - 1; at >= least; at -= 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1 < end ? at + 1 : -1;
    if (code === BACKSLASH || code < 32) return -1;
  }
  return -1;
}

/** The string, without its quotes, or the number that follows; undefined when there is none, or no end to it. */
function readValue(text: string, from: number): { start: number; end: number } | undefined {
  let at = from;
  while (at < from + MAX_BLANKS && text.charCodeAt(at) <= 32) at += 1;
  if (text.charCodeAt(at) !== QUOTE) {
    const end = endOfMatch(NUMBER, text, at);
    return end >= 0 && end - at <= MAX_VALUE ? { start: at, end } : undefined;
  }
  const start = at + 1;
  for (let end = start; end < text.length && end <= start + MAX_VALUE; end += 1) {
    const code = text.charCodeAt(end);
    if (code === QUOTE) return end > start ? { start, end } : undefined;
    if (code === BACKSLASH) end += 1;
    else if (code < 32) return undefined;
  }
  return undefined;
}
