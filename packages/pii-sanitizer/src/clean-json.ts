// Tells at native speed that JSON text has nothing in it. Most of it has not, and a walk through its tokens would cost
// several times as much. "No" only means that somebody has to look.

import { scanNumbers } from './numbers.ts';
import type { Rules } from './sanitize-text.ts';
import { scanSecrets } from './secrets/scan-secrets.ts';
import { announcesSecret } from './secrets/secret-key.ts';
import type { Finding } from './types.ts';

const QUOTE = 34;

/**
 * Whether `text` certainly needs no change, be it JSON or not: nothing that any scanner starts from, and no key that is
 * sensitive or announces a secret.
 */
export function isCertainlyClean(text: string, rules: Rules): boolean {
  if (text.includes('@') || text.includes('\\') || text.includes('=')) return false;
  if (text.length > rules.limits.maxNodes) return false;
  if (holdsSecrets(text) || holdsNumbers(text)) return false;
  if (countOpeners(text, rules.limits.maxDepth) >= rules.limits.maxDepth) return false;
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    // Without '@' there are no credentials in a URL.
    if (text.startsWith('//', colon + 1)) continue;
    // There is no escape in the text, so a quote before a colon ends a key; any other colon is part of a value.
    if (text.charCodeAt(colon - 1) !== QUOTE) {
      if (announcesSecret(text, colon, 0)) return false;
      continue;
    }
    const key = text.slice(text.lastIndexOf('"', colon - 2) + 1, colon - 1);
    if (rules.isSensitive(key) || announces(key)) return false;
  }
  return true;
}

/** Secrets, too, other than those that a key alone announces. */
function holdsSecrets(text: string): boolean {
  const found: Finding[] = [];
  scanSecrets(text, found);
  return found.length > 0;
}

/** Numbers are found in the whole as they are in its strings: no number goes on beyond a quote. */
function holdsNumbers(text: string): boolean {
  const found: Finding[] = [];
  scanNumbers(text, [], found);
  return found.length > 0;
}

/** What is known of keys; the same few come again and again. */
const known = new Map<string, boolean>();
const MAX_KNOWN = 2_000;
const MAX_KNOWN_CHARS = 64;

/** What text that is not JSON would make of `"key":`. */
function announces(key: string): boolean {
  let answer = known.get(key);
  if (answer === undefined) {
    answer = announcesSecret(`"${key}":`, key.length + 2, 0);
    if (known.size >= MAX_KNOWN) known.clear();
    if (key.length <= MAX_KNOWN_CHARS) known.set(key, answer);
  }
  return answer;
}

/** How many objects and arrays begin in `text`, counted up to `enough`: it cannot nest deeper than that. */
function countOpeners(text: string, enough: number): number {
  let count = 0;
  for (const opener of '{[') {
    for (let at = text.indexOf(opener); at >= 0 && count < enough; at = text.indexOf(opener, at + 1))
      count += 1;
  }
  return count;
}
