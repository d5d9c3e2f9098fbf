// A name that stands beside its value, rather than before it as a key does: over the column of a table, or as a member of the same
// object, such as `{"name": "DB_PASSWORD", "value": "…"}`.
import { isSecretValue, mayBeRandom } from '../secrets/judge-value.ts';
import { strengthOfName } from '../secrets/key-words.ts';
import { PASSWORD } from '../secrets/strength.ts';
import { knownKey } from './names.ts';
import { isNumberLike } from './replacement.ts';
import type { Rules } from './rules.ts';
import type { KeyRule } from './sensitive-keys.ts';
import { setOf } from './set-of.ts';

/** Keys whose value names the value of another member, and the keys of that member. */
const NAMES = setOf('name Name key Key type system');
const VALUES = setOf('value Value');
const NAME = /^.{1,64}$/;
const MAX_VALUE = 512;
/** What has no digits may be a person's name or an address; everything else has four or more, and is no share of something. */
const NUMBERED = /^(?!.*%|[01]?\.\d+$|\d+\/\d+\/1?\d?\d$)(?:\D*\d){4}.{0,60}$/;
const FORMS: Readonly<Record<string, RegExp>> = {
  EMAIL: /^\S+@\S+$/,
  PERSON: /^\p{L}[\p{L}\p{M}'’. -]{1,63}$/u,
  DATE_TIME: /^(?:\D*\d){4}.{0,60}$/,
  ADDRESS: /^(?!0x)[^<>{}=;]*[\p{L}\d][^<>{}=;]*$/u,
};

/** The name that a member with this key and value gives to another, if it does. */
export function nameIn(key: unknown, value: unknown): string | undefined {
  return NAMES.has(key as string) && typeof value === 'string' && NAME.test(value) ? value : undefined;
}

/** Whether the member with this key is the one that is named. */
export function isNamed(key: unknown): boolean {
  return VALUES.has(key as string);
}

/** The rule for a text by the name beside it, if it has one. */
export function ruleBeside(name: string, text: string, rules: Rules): KeyRule | null {
  const rule = text.length <= MAX_VALUE ? knownKey(name, rules) : null;
  return rule && isValueOf(text, name, rule) ? rule : null;
}

/** Whether a text may be what a name beside it says, and not a word about it. */
export function isValueOf(text: string, name: string, { type, isOwn, numbersOnly }: KeyRule): boolean {
  if (isOwn) return true;
  if (type === 'SECRET') return isSecret(name, text);
  return numbersOnly ? isNumberLike(text, false) : (FORMS[type] ?? NUMBERED).test(text);
}

function isSecret(name: string, value: string): boolean {
  const strength = strengthOfName(name);
  // A column of tokens may as well tell what a grammar has.
  if (strength < PASSWORD && !mayBeRandom(value, 0, value.length)) return false;
  return isSecretValue({ strength, name, value, quoted: false, tight: true, after: '' });
}
