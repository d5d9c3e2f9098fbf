// Keys: their rule, which is remembered for those that hold nothing, and what is left of one that holds personal data itself. Keys are plain text, even like JSON.
import { replaceFindings } from './edits.ts';
import type { Rules } from './rules.ts';
import type { Run } from './run.ts';
import type { KeyRule } from './sensitive-keys.ts';

const MAX_KNOWN = 2_000;
const MAX_KNOWN_CHARS = 64;

/** The rule of a key that holds no personal data itself, null when it has none; undefined for a key that must change. */
export function knownKey(key: string, rules: Rules): KeyRule | null | undefined {
  const known = rules.knownKeys.get(key);
  if (known !== undefined) return known;
  if (key.length > rules.limits.maxStringChars || rules.detector.detect(key).length > 0) return undefined;
  const rule = rules.keys(key);
  if (key.length <= MAX_KNOWN_CHARS) {
    if (rules.knownKeys.size >= MAX_KNOWN) rules.knownKeys.clear();
    rules.knownKeys.set(key, rule);
  }
  return rule;
}

/** A key without personal data. */
export function redactKey(key: string, rules: Rules, run: Run): string {
  if (key.length > rules.limits.maxStringChars) return run.noteLimit('size');
  return replaceFindings(key, rules.detector.detect(key), rules, run, true);
}
