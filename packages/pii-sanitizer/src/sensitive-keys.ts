// Decides from a key alone whether its value is personal or secret: by whole words, not by substrings.
import { withoutPlaceholders } from './placeholders.ts';
import { wordsOf } from './words.ts';

/** Keys whose values are redacted whole. */
export const DEFAULT_SENSITIVE_KEYS: readonly string[] = [
  'password',
  'secret',
  'token',
  'api_key',
  'ssn',
  'social_security',
  'credit_card',
  'email',
  'phone',
  'address',
];

/** Other spellings of the same ten. `tokens` counts only behind a word that says what they open. */
const ALIASES: readonly string[] = [
  'passwd',
  'pwd',
  'passphrase',
  'apikey',
  'socialsecurity',
  'creditcard',
  'e_mail',
  'telephone',
  'access_tokens',
  'api_tokens',
  'auth_tokens',
  'refresh_tokens',
  'session_tokens',
];

/** A word after a sensitive one (or at the end of the key) that makes the value a mere fact about it. */
const FACTS: ReadonlySet<string> = new Set(
  (
    'count counts type types kind id ids length len limit limits enabled disabled required optional valid ' +
    'validated invalid verified unverified confirmed status state expiry expires expired expiration ttl age at ' +
    'policy format size total max min usage used present exists set strength ref budget'
  ).split(' '),
);

/** A word before it that does the same. */
const QUALIFIERS: ReadonlySet<string> = new Set([
  'has',
  'is',
  'max',
  'min',
  'num',
  'total',
  'requires',
  'needs',
]);

/** `email_id` is the address itself. */
const ID_IS_VALUE: ReadonlySet<string> = new Set(['email', 'mail']);

const MAX_CACHED = 2_000;
const MAX_CACHED_CHARS = 128;

/** Tells whether a key is sensitive. */
export type KeyMatcher = (key: string) => boolean;

/** A matcher by whole words: `userPassword` and `X-Api-Key` match `password` and `api_key`; `tokenCount` does not match. */
export function createWordMatcher(extraKeys: readonly string[]): KeyMatcher {
  const byFirst = new Map<string, string[][]>();
  for (const key of [...DEFAULT_SENSITIVE_KEYS, ...ALIASES, ...extraKeys]) {
    const words = wordsOf(key);
    const first = words[0];
    if (first === undefined) continue;
    byFirst.set(first, [...(byFirst.get(first) ?? []), words]);
  }
  return cached((key) => matchesWords(wordsOf(key), byFirst));
}

/** A matcher by case-insensitive substring, for callers who bring their own list. */
export function createSubstringMatcher(keys: readonly string[]): KeyMatcher {
  const parts = keys.map((key) => key.toLowerCase());
  return (key) => {
    const lower = withoutPlaceholders(key).toLowerCase();
    return parts.some((part) => lower.includes(part));
  };
}

function cached(match: KeyMatcher): KeyMatcher {
  const known = new Map<string, boolean>();
  return (key) => {
    const hit = known.get(key);
    if (hit !== undefined) return hit;
    const answer = match(withoutPlaceholders(key));
    if (known.size >= MAX_CACHED) known.clear();
    if (key.length <= MAX_CACHED_CHARS) known.set(key, answer);
    return answer;
  };
}

function matchesWords(words: readonly string[], byFirst: ReadonlyMap<string, string[][]>): boolean {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    for (const candidates of [byFirst.get(word), byFirst.get(singular(word))]) {
      for (const candidate of candidates ?? []) {
        if (isAt(words, candidate, at) && !isFact(words, at, at + candidate.length)) return true;
      }
    }
  }
  return false;
}

function isAt(words: readonly string[], candidate: readonly string[], at: number): boolean {
  return candidate.every((word, index) => {
    const actual = words[at + index];
    return actual !== undefined && (actual === word || singular(actual) === word);
  });
}

/** Plural to singular. `tokens` alone is nearly always a count of a language model's tokens, so it stays as it is. */
function singular(word: string): string {
  if (word === 'tokens') return word;
  if (word === 'addresses') return 'address';
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

function isFact(words: readonly string[], start: number, end: number): boolean {
  if (start > 0 && QUALIFIERS.has(words[start - 1] ?? '')) return true;
  if (end >= words.length) return false;
  const next = words[end] ?? '';
  if (next === 'id' && ID_IS_VALUE.has(words[end - 1] ?? '')) return false;
  return FACTS.has(next) || FACTS.has(words[words.length - 1] ?? '');
}
