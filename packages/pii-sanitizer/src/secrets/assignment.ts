// Reads `name = value` round a ':' or '=' in the notations of programs, configuration, headers, URLs and prose.
import { isQuote } from '../text/chars.ts';
import { isSecretValue } from './judge-value.ts';
import { Strength, strengthOfName } from './key-words.ts';
import { readSecretKey, type SecretKey } from './secret-key.ts';
import { hasContent, readValue } from './secret-value.ts';

const COLON = 58;
const EQUALS = 61;
const GREATER = 62;
const HASH = 35;

/** What an assignment came to. */
export interface Assignment {
  start: number;
  /** Where the value ends; without a value, where to go on. */
  end: number;
  /** Whether there is something to hide; false for a placeholder, which is stepped over whole. */
  secret: boolean;
}

/** What a redaction leaves, with a number or a token inside or without: `[REDACTED]`, `[EMAIL_1]`, `[PHONE:a1b2]`. */
const PLACEHOLDER = /\[[A-Z][A-Z0-9_]{1,40}(?:[:# -][\w-]{1,64})?\]/y;
/** `const token: string = "…"`. */
const ANNOTATION = /[ \t]*[&*]?(?:'static )?[A-Za-z][\w.<>?|[\] ]{0,30}=[ \t]*(?=["'`])/y;
/** `env.TOKEN || "…"`. */
const FALLBACK = /[ \t]*(?:\|\||\?\?|or)[ \t]*(?=["'`])/y;
/** `name="DB_PASSWORD" value="…"`, `{"key": "token", "value": "…"}`. */
const NAME_BEFORE = /(?:name|key|id)["']?[ \t]*[:=][ \t]*["']?([\w.:-]{1,64})["']?[ \t\r\n,]{1,32}["']?$/i;
const MAX_NAME_BEFORE = 128;

/** Reads the assignment whose separator stands at `separator`; its name does not begin before `from`. */
export function readAssignment(text: string, separator: number, from: number): Assignment {
  const equals = text.charCodeAt(separator) === EQUALS;
  let after = separator + 1;
  let arrow = false;
  if (equals) {
    const next = text.charCodeAt(after);
    if (next === EQUALS) return goOn(text.charCodeAt(after + 1) === EQUALS ? after + 2 : after + 1);
    if (next === GREATER) {
      arrow = true;
      after += 1;
    }
  } else {
    while (text.charCodeAt(after) === COLON) after += 1;
    if (text.charCodeAt(after) === EQUALS) after += 1;
    else if (after > separator + 1) return goOn(after);
  }
  const key = readKey(text, equals ? endOfOperand(text, separator) : separator, from, equals);
  if (key === undefined || (!equals && isPart(text, key.start))) return goOn(after);
  if (arrow && !isQuoted(text, key, separator)) return goOn(after);
  return judge(text, key, separator, afterAnnotation(text, after, equals), false);
}

function goOn(end: number): Assignment {
  return { start: end, end, secret: false };
}

/** `+=`, `.=`, `?=`, `||=`, `??=` assign too. */
function endOfOperand(text: string, separator: number): number {
  let end = separator;
  while (end > separator - 2 && '+.?|'.includes(text.charAt(end - 1))) end -= 1;
  return end;
}

function readKey(text: string, end: number, from: number, equals: boolean): SecretKey | undefined {
  const key = readSecretKey(text, end, from);
  if (key !== undefined) return key;
  let last = end;
  while (last > end - 4 && ' \t"\'\\'.includes(text.charAt(last - 1))) last -= 1;
  if (last - from < 7) return undefined;
  // Go: `var token string = "…"`.
  if (equals && text.startsWith(' string', last - 7)) return readSecretKey(text, last - 7, from);
  if (!text.startsWith('alue', last - 4)) return undefined;
  const start = last - 5;
  const name = NAME_BEFORE.exec(text.slice(Math.max(from, start - MAX_NAME_BEFORE), start))?.[1];
  const strength = name === undefined ? Strength.NONE : strengthOfName(name);
  return name === undefined || strength === Strength.NONE ? undefined : { start, end: last, name, strength };
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
  if (text.charCodeAt(before) === 32) before -= 1;
  return text.charCodeAt(before) === 63;
}

function afterAnnotation(text: string, after: number, equals: boolean): number {
  if (equals) return after;
  ANNOTATION.lastIndex = after;
  return ANNOTATION.test(text) ? ANNOTATION.lastIndex : after;
}

function judge(
  text: string,
  key: SecretKey,
  separator: number,
  after: number,
  fallback: boolean,
): Assignment {
  const value = readValue(text, after);
  const { start, quoted } = value;
  let { end } = value;
  if (end <= start) return goOn(after);
  PLACEHOLDER.lastIndex = start;
  if (PLACEHOLDER.test(text)) return { start, end: Math.max(end, PLACEHOLDER.lastIndex), secret: false };
  const query = !quoted && isQuery(text, key.start, end);
  if (query) end = cutAtHash(text, start, end);
  if (!hasContent(text, start, end) || isListMarker(text, start, end)) return goOn(after);
  const setting = {
    strength: key.strength,
    name: key.name,
    value: text.slice(start, end),
    quoted,
    query,
    fallback,
    tight: key.end === separator && start === separator + 1,
    after: text.slice(end, end + 8),
  };
  if (isSecretValue(setting)) return { start, end, secret: true };
  FALLBACK.lastIndex = end;
  if (!quoted && FALLBACK.test(text)) return judge(text, key, separator, FALLBACK.lastIndex, true);
  return goOn(after);
}

/** Whether the pair is a parameter of a URL or a form. */
function isQuery(text: string, key: number, end: number): boolean {
  const before = text.charCodeAt(key - 1);
  return before === 63 || before === 38 || text.charCodeAt(end) === 38;
}

function cutAtHash(text: string, start: number, end: number): number {
  for (let at = start; at < end; at += 1) if (text.charCodeAt(at) === HASH) return at;
  return end;
}

/** `To rotate an access key: 1. Make a second key` goes on with a list. */
function isListMarker(text: string, start: number, end: number): boolean {
  return end - start <= 2 && /^\d{1,2}[.)] /.test(text.slice(start, start + 4));
}
