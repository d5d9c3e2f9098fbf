// Reads `name = value` round a ':' or '=' in the notations of programs, configuration, headers, URLs and prose.

import { withoutPlaceholders } from '../policies/placeholders.ts';
import { COLON, EQUALS, GREATER, SPACE } from '../text/ascii.ts';
import { isQuote } from '../text/chars.ts';
import { endOfMatch } from '../text/end-of-match.ts';
import type { Finding } from '../types.ts';
import { isSecretValue, MIN_RANDOM_CHARS, mayBeRandom } from './judge-value.ts';
import { beforeVerb, strengthOfName } from './key-words.ts';
import { secretAt } from './secret-at.ts';
import { endOfName, readSecretKey, type SecretKey } from './secret-key.ts';
import { isLong, readValue } from './secret-value.ts';
import { NONE, WEAK } from './strength.ts';

/** What a redaction leaves, with a number or a token inside or without: `[REDACTED]`, `[EMAIL_1]`, `[PHONE:a1b2]`. */
const PLACEHOLDER = /\[[A-Z][A-Z0-9_]{1,40}(?:[:# -][\w-]{1,64})?\]/y;
/** `const token: string = "…"`. */
const ANNOTATION = /[ \t]*[&*]?(?:'static )?[A-Za-z][\w.<>?|[\] ]{0,30}=[ \t]*(?=["'`])/y;
/** `env.TOKEN || "…"`. */
const FALLBACK = /[ \t]*(?:\|\||\?\?|or)[ \t]*(?=["'`])/y;
/** `name="DB_PASSWORD" value="…"`, `{"key": "token", "value": "…"}`. */
const NAME_BEFORE = /(?:name|key|id)["']?[ \t]*[:=][ \t]*["']?([\w.:-]{1,64})["']?[ \t\r\n,]{1,32}["']?$/i;
const MAX_NAME_BEFORE = 128;
const CONTENT = /[A-Za-z\d\x80-\uffff]/;
const SESSION = /(?:session|sid)$/i;
const COOKIE = /cookie/i;
const MAX_COOKIES = 256;

/**
 * Reads the assignment whose separator stands at `separator`; its name does not begin before `from`.
 * Undefined when there is none that announces a secret.
 */
export function readAssignment(text: string, separator: number, from: number): Finding | undefined {
  return text.charCodeAt(separator) === EQUALS
    ? readEquals(text, separator, from)
    : readColon(text, separator, from);
}

/** `=`, with what makes an operator of it, and `=>`. */
function readEquals(text: string, separator: number, from: number): Finding | undefined {
  const name = endOfName(text, separator, from);
  const next = text.charCodeAt(separator + 1);
  if (next === EQUALS || text.charCodeAt(separator - 1) === EQUALS) return undefined;
  const key =
    readSecretKey(text, name, from) ?? readTyped(text, name, from) ?? readNameBefore(text, name, from);
  if (key === undefined || (next === GREATER && !isQuoted(text, key, separator))) return undefined;
  return judge(text, key, separator, next === GREATER ? separator + 2 : separator + 1, false);
}

/** `:`, `:=` and `::=`, but not `::`. */
function readColon(text: string, separator: number, from: number): Finding | undefined {
  const name = endOfName(text, separator, from);
  let after = separator + 1;
  while (text.charCodeAt(after) === COLON) after += 1;
  const assigns = text.charCodeAt(after) === EQUALS;
  if (assigns) after += 1;
  else if (after > separator + 1) return undefined;
  const key = readSecretKey(text, beforeVerb(text, name), from) ?? readNameBefore(text, name, from);
  if (key === undefined || isPart(text, key.start)) return undefined;
  return judge(text, key, separator, assigns ? after : afterAnnotation(text, after, key), false);
}

/** Go: `var token string = "…"`. */
function readTyped(text: string, end: number, from: number): SecretKey | undefined {
  return text.startsWith(' string', end - 7) ? readSecretKey(text, end - 7, from) : undefined;
}

/** The name that stands in a pair of its own, before a pair named `value`. */
function readNameBefore(text: string, end: number, from: number): SecretKey | undefined {
  if (!text.startsWith('alue', end - 4)) return undefined;
  const start = end - 5;
  const name = NAME_BEFORE.exec(text.slice(Math.max(from, start - MAX_NAME_BEFORE), start))?.[1];
  const strength = name === undefined ? NONE : strengthOfName(name);
  return name === undefined || strength === NONE ? undefined : { start, end, name, strength };
}

/** Whether the key of a hash rocket is a string or a symbol: `"token" => "…"`, `:token => "…"`. `token => "…"` is a function. */
function isQuoted(text: string, key: SecretKey, separator: number): boolean {
  return (
    text.charCodeAt(key.start - 1) === COLON ||
    (key.start > 0 && isQuote(text.charCodeAt(key.start - 1)) && key.end < separator)
  );
}

/** `arn:aws:…:secret:name` is one name; what stands between `? "token" :` is the value of a condition. */
function isPart(text: string, start: number): boolean {
  let before = start - 1;
  if (text.charCodeAt(before) === COLON) return true;
  if (!isQuote(text.charCodeAt(before))) return false;
  before -= 1;
  if (text.charCodeAt(before) === SPACE) before -= 1;
  return text.charCodeAt(before) === 63;
}

function afterAnnotation(text: string, after: number, key: SecretKey): number {
  if (key.strength === WEAK) return after;
  return Math.max(after, endOfMatch(ANNOTATION, text, after));
}

function judge(
  text: string,
  key: SecretKey,
  separator: number,
  after: number,
  fallback: boolean,
): Finding | undefined {
  const weak = key.strength === WEAK;
  // Most values behind weak names fail the cheapest test.
  if (weak && (!isLong(text, after, MIN_RANDOM_CHARS) || !isCookie(text, key))) return undefined;
  const { start, quoted, ...found } = readValue(text, after, weak);
  let { end } = found;
  if (end <= start) return undefined;
  if (weak && !mayBeRandom(text, start, end))
    return quoted ? undefined : readFallback(text, key, separator, end);
  const placeholder = endOfMatch(PLACEHOLDER, text, start);
  if (placeholder >= 0) return secretAt(start, Math.max(end, placeholder), 0);
  const query = !quoted && isQuery(text, key.start, end);
  if (query) end = endOfParameter(text, start, end);
  const value = text.slice(start, end);
  // With its bracket, which a bare value leaves to the sentence: what was redacted once says nothing more.
  const rest = withoutPlaceholders(text.slice(start, end + 1));
  if (!CONTENT.test(rest) || isListMarker(text, start, end)) return undefined;
  const setting = {
    strength: key.strength,
    name: key.name,
    value,
    quoted,
    query,
    fallback,
    tight: key.end === separator && start === separator + 1,
    after: text.slice(end, end + 8),
  };
  if (isSecretValue(setting)) return secretAt(start, end, 0.8);
  return quoted ? undefined : readFallback(text, key, separator, end);
}

function readFallback(text: string, key: SecretKey, separator: number, end: number): Finding | undefined {
  const after = endOfMatch(FALLBACK, text, end);
  return after < 0 ? undefined : judge(text, key, separator, after, true);
}

/** A session's name is an id like any other, except in a cookie. */
function isCookie(text: string, { name, start }: SecretKey): boolean {
  return !SESSION.test(name) || COOKIE.test(text.slice(Math.max(0, start - MAX_COOKIES), start));
}

/** Whether the pair is a parameter of a URL or a form. */
function isQuery(text: string, key: number, end: number): boolean {
  const before = text.charCodeAt(key - 1);
  return before === 63 || before === 38 || text.charCodeAt(end) === 38;
}

function endOfParameter(text: string, start: number, end: number): number {
  const mark = text.slice(start, end).search(/[#&]/);
  return mark < 0 ? end : start + mark;
}

/** `To rotate an access key: 1. Make a second key` goes on with a list. */
function isListMarker(text: string, start: number, end: number): boolean {
  return end - start <= 2 && /^\d{1,2}[.)] /.test(text.slice(start, start + 4));
}
