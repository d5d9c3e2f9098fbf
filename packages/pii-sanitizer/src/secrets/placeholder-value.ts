// Values that stand where a secret would: fillers (`xxxxxxxx`), instructions (`YOUR_API_KEY`) and references (`${VAR}`).
import { makeupOf } from './randomness.ts';

const MAX_CHARS = 256;

/** Words by which examples say that they are examples, wherever they stand in a value. */
const SAYS_EXAMPLE =
  /example|placeholder|redacted|replace[\W_]?(?:me|with|this)|change[\W_]?(?:me|this|it)\b|insert[\W_]|dummy|x{4}|\*{3}|\.{3}|…|•|abcdefgh|0123456789|1234567890|9876543210|0{8}/i;
/** Words that address the reader. They count at the beginning of a word only: random letters hold them too. */
const ADDRESSES_READER =
  /(?:^|[^A-Za-z])(?:your|yours|vos|ihr|dein)(?:[^a-z]|$)|^(?:YOUR|Your|your|my[_-]?own)[A-Z_-]|[_-]here$/;

/** `${NAME}`, `$NAME`, `$(command)`, `{{ name }}`, `{name}`, `%NAME%`, `%s`, `<name>`, `[name]`, `#{name}`, `@NAME@`, `:name`. */
const REFERENCE_START = /^(?:[${%<[#@!:]|[a-z]{2,14}:)/;
const REFERENCES: readonly RegExp[] = [
  /^\$\{[^}]*\}?\}?$/,
  /^\$\$?(?:[A-Z_]+\d*|[a-z_]+)$/,
  /^\$\(/,
  /^\$?\{\{/,
  /^\{[\w. -]*\}?$/,
  /^%[A-Za-z_]+%$/,
  /^%(?:\(\w+\))?[-+ #0]{0,2}[bcdeEfFgGoOpqrstTUvxX]$/,
  /^<[^<>]{0,80}>?$/,
  /^\[[^[\]]{0,80}\]?$/,
  /^#\{/,
  /^@[\w.]+@$/,
  /^[:@][a-z_]+$/i,
  /^(?:op|vault|ssm|sm|env|file|secretsmanager|arn|kms|keyring|keychain|https?):[/:]/,
  /^!(?:Ref|Sub|GetAtt|ImportValue|vault|secret)\b/,
];

/** Three or more letters and digits that are all the same. */
const MONOTONOUS =
  /^[^a-z\d\x80-\uffff]*([a-z\d\x80-\uffff])(?:[^a-z\d\x80-\uffff]*\1){2}(?:[^a-z\d\x80-\uffff]|\1)*$/i;

/** Whether `body`, the part of a key that its issuer made, is plainly none: one character over and over, or an example. */
export function isFiller(body: string): boolean {
  const { pairs, wordiness } = makeupOf(body);
  // `ghp_PersonalAccessToken…`: of random letters one pair in four is a common one, of hexadecimal ones half.
  if (pairs >= 10 && wordiness > 0.75 && !/^[a-f\d_.-]*$/i.test(body)) return true;
  return (
    SAYS_EXAMPLE.test(body.length > MAX_CHARS ? body.slice(0, MAX_CHARS) : body) || MONOTONOUS.test(body)
  );
}

/** Whether a value names, hides or asks for a secret, so that there is nothing in it to redact. */
export function isPlaceholder(value: string): boolean {
  if (value.length > MAX_CHARS) return false;
  if (MONOTONOUS.test(value) || SAYS_EXAMPLE.test(value) || ADDRESSES_READER.test(value)) return true;
  return REFERENCE_START.test(value) && REFERENCES.some((reference) => reference.test(value));
}
