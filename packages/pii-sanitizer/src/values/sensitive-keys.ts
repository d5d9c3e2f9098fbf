// Decides from a key alone whether its value is personal or secret: by whole words, not by substrings.

import { withoutPlaceholders } from '../policies/placeholders.ts';
import { remembering } from '../text/remembering.ts';
import { FACTS, NUMBER_KEYS, PHRASES, WHOLE_KEYS } from './key-table.ts';
import { setOf } from './set-of.ts';
import { wordsOf } from './words.ts';

/** What a key says of its value. */
export interface KeyRule {
  /** The type of the value. */
  readonly type: string;
  /** The key is one of the user's own. */
  readonly isOwn?: true;
  /** Only numbers and texts of digits are meant. */
  readonly numbersOnly?: true;
}

/** The rule for a key, null for one that has none. */
export type KeyMatcher = (key: string) => KeyRule | null;

/** A word before it that does the same. */
const QUALIFIERS: ReadonlySet<string> = setOf('has is max min num total requires needs');

/** `email_id` is the address itself, and `street_name` the street. */
const ID_IS_VALUE: ReadonlySet<string> = setOf('email mail');

/** Most words of a phrase. */
const MAX_WORDS = 6;

/**
 * A matcher by whole words: `userPassword` and `X-Api-Key` match `password` and `api_key`; `tokenCount` does not match.
 * @param extraKeys Keys to add; their values are secrets.
 * @param types The types that count, or undefined for all. Keys of one's own always count.
 */
export function createWordMatcher(extraKeys: readonly string[], types?: ReadonlySet<string>): KeyMatcher {
  const phrases = new Map<string, KeyRule>();
  const whole = new Map<string, KeyRule>();
  const add = (
    to: Map<string, KeyRule>,
    table: Readonly<Record<string, string>>,
    numbersOnly?: true,
  ): void => {
    for (const [type, list] of Object.entries(table)) {
      if (types !== undefined && !types.has(type)) continue;
      const rule = { type, ...(numbersOnly && { numbersOnly }) };
      for (const phrase of list.split('|')) to.set(phrase.replaceAll(' ', ''), rule);
    }
  };
  add(whole, NUMBER_KEYS, true);
  add(whole, WHOLE_KEYS);
  add(phrases, PHRASES);
  for (const key of extraKeys) phrases.set(wordsOf(key).join(''), { type: 'SECRET', isOwn: true });
  return remembering((key) => {
    const words = wordsOf(withoutPlaceholders(key));
    return words.length === 0 ? null : (matchPhrases(words, phrases) ?? whole.get(words.join('')) ?? null);
  });
}

/** A matcher by case-insensitive substring, for callers who bring their own list. */
export function createSubstringMatcher(keys: readonly string[]): KeyMatcher {
  const parts = keys.map((key) => key.toLowerCase());
  const rule: KeyRule = { type: 'SECRET', isOwn: true };
  return (key) => {
    const lower = withoutPlaceholders(key).toLowerCase();
    return parts.some((part) => lower.includes(part)) ? rule : null;
  };
}

/** The rule of the first run of whole words that spells a phrase, unless the key only states a fact about it. */
function matchPhrases(words: readonly string[], phrases: ReadonlyMap<string, KeyRule>): KeyRule | undefined {
  for (let start = 0; start < words.length; start += 1) {
    let joined = '';
    let found: { rule: KeyRule; end: number } | undefined;
    for (let end = start; end < words.length && end < start + MAX_WORDS; end += 1) {
      const before = joined;
      const word = words[end] as string;
      joined += word;
      const rule = phrases.get(joined) ?? phrases.get(before + singular(word));
      if (rule !== undefined) found = { rule, end: end + 1 };
    }
    if (found !== undefined && !isFact(words, start, found.end)) return found.rule;
  }
  return undefined;
}

/** Plural to singular. `tokens` alone is nearly always a count of a language model's tokens, so it stays as it is. */
function singular(word: string): string {
  if (word === 'tokens') return word;
  if (word.endsWith('addresses') || word.endsWith('adresses')) return word.slice(0, -2);
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

function isFact(words: readonly string[], start: number, end: number): boolean {
  if (QUALIFIERS.has(words[start - 1] as string)) return true;
  if (end >= words.length) return false;
  const next = words[end] as string;
  if (next === 'id' && ID_IS_VALUE.has(words[end - 1] as string)) return false;
  return FACTS.has(next) || FACTS.has(words.at(-1) as string);
}
