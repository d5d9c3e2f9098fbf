// Puts values back where their pseudonyms stand.

import type { Detector } from '../detect/detector.ts';
import { findingAt } from '../detect/finding-at.ts';
import type { PolicyMatch } from '../policies/policy.ts';
import { sanitizerFrom } from '../sanitizer.ts';
import type { Finding } from '../types.ts';

const PSEUDONYM = /\[[A-Z][A-Z0-9_]{1,40}_\d{1,9}\]/g;

/** The value with the pseudonyms in it replaced by what `values` holds for them; the same reference when there are none. */
export function restoreValue<T>(value: T, values: ReadonlyMap<string, unknown>): T {
  const options = {
    policies: { all: (match: PolicyMatch) => String(values.get(match.text)) },
    limits: { maxStringChars: Number.MAX_SAFE_INTEGER },
  };
  return sanitizerFrom(options, () => null, pseudonymDetector(values), values).sanitize(value);
}

/** Finds the pseudonyms of simple values: one that stands for an object is put back only where it is the whole text. */
function pseudonymDetector(values: ReadonlyMap<string, unknown>): Detector {
  return {
    detect(text) {
      const found: Finding[] = [];
      if (!text.includes('[')) return found;
      for (const { 0: token, index } of text.matchAll(PSEUDONYM)) {
        const value = values.get(token);
        if (value === undefined || typeof value === 'object') continue;
        found.push(findingAt('PSEUDONYM', index, index + token.length, 1));
      }
      return found;
    },
  };
}
