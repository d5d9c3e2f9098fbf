// Strings and numbers inside a value: JSON in a string keeps its form, other text is redacted in place.

import { isCertainlyClean } from './clean-json.ts';
import { isJsonText, rewriteJson } from './json-text.ts';
import { isCardNumber } from './luhn.ts';
import { REDACTED } from './placeholders.ts';
import { redact } from './redact.ts';
import type { KeyMatcher } from './sensitive-keys.ts';
import type { SanitizerLimits } from './types.ts';

/** What one sanitizer decides by. */
export interface Rules {
  isSensitive: KeyMatcher;
  limits: Required<SanitizerLimits>;
}

/** The work done so far in one call. */
export interface Budget {
  nodes: number;
}

/** A text without personal data; the same string when it had none. */
export function sanitizeText(text: string, rules: Rules, budget: Budget, depth: number): string {
  if (text.length > rules.limits.maxStringChars) return REDACTED;
  if (isJsonText(text)) {
    if (depth >= rules.limits.maxDepth) return REDACTED;
    if (isCertainlyClean(text, rules)) return text;
    const rewritten = rewriteJson(text, rules, budget, depth);
    if (rewritten !== undefined) return rewritten;
  }
  return redact(text);
}

/** Keys that are known to be clean: the same few come again and again, and scanning them is most of a record's cost. */
const cleanKeys = new Set<string>();
const MAX_CLEAN_KEYS = 2_000;
const MAX_CLEAN_KEY_CHARS = 64;

/** A key without personal data. Keys are plain text, even when they look like JSON. */
export function sanitizeKey(key: string, rules: Rules): string {
  if (key.length > rules.limits.maxStringChars) return REDACTED;
  if (key.length > MAX_CLEAN_KEY_CHARS) return redact(key);
  if (cleanKeys.has(key)) return key;
  const clean = redact(key);
  if (clean === key) {
    if (cleanKeys.size >= MAX_CLEAN_KEYS) cleanKeys.clear();
    cleanKeys.add(key);
  }
  return clean;
}

/** Whether an integer, as digits, is a payment card number. Other numbers are left as they are. */
export function isCardInteger(digits: string): boolean {
  return (
    digits.length >= 13 &&
    digits.length <= 19 &&
    /^\d+$/.test(digits) &&
    isCardNumber(digits, 0, digits.length)
  );
}
