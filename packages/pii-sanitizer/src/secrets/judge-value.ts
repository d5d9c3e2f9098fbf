// Whether the value behind a telling name is a secret, or a reference, a type, a piece of program or prose.

import { isDigit } from '../text/chars.ts';
import { setOf } from '../values/set-of.ts';
import { strengthOfName } from './key-words.ts';
import { isPlaceholder } from './placeholder-value.ts';
import { type Makeup, makeupOf } from './randomness.ts';
import { NONE, PASSWORD, type Strength, TOKEN, WEAK } from './strength.ts';

/** Words that declare, negate or report a value rather than give one. */
const NOT_VALUES = setOf(
  'string number boolean bool str int integer any unknown object array char bytes buffer text varchar bytea symbol bigint void never ' +
    'true false null undefined none nil empty missing unset n/a tbd yes no on off required optional default auto ' +
    'include omit same-origin async await new return const let var function typeof this self class static readonly public private import require ' +
    'invalid valid expired revoked incorrect wrong denied failed enabled disabled changed unchanged hashed forgot hidden ' +
    'bearer basic',
);
/** Words with which a sentence goes on after "password:". */
const PROSE = setOf(
  'a an the that these those your my our their its it is are was were be been has have had do does did can could may might ' +
    'must shall should will would and or but nor if when while where which who what how why not only also at by for from in into of ' +
    'to with without as than then there here we you he she they i use used uses using enter choose click contact set sets see make please all both ' +
    'each every some more most other another same such minimum maximum either',
);
/** Objects of programs whose members are no literals. */
const MEMBER = /^(?:await |new |!|&|\*)?[A-Za-z_$][\w$]*(?:(?:\?\.|\.|->|::)[A-Za-z_$#][\w$]*)+!?$/;
/** What goes on after an operand. */
const OPERATOR_AFTER = /^(?:[ \t]{0,2}(?:[|&?+}]|=>|===)|<(?!\/|br|p>))/;
const CAMEL = /[a-z][A-Z]/;
const IDENTIFIER = /^[A-Za-z_$](?:[\w$]*|[A-Za-z_$-]*)$/;
const LETTERS = /^[A-Za-z]+$/;
const PATH = /^(?:\.{0,2}|~|[A-Za-z]:|@[\w-]+)[/\\][\w.@ -]+(?:[/\\][\w.@ -]*)*$/;
/** A regular expression written out, which no path or base64 looks like. */
const REGULAR_EXPRESSION = /^\/.*[[\](){}\\^$*?|]/;
const NUMBER = /^[-+]?(?:0x[0-9a-f]{1,8}|[\d_]{1,12})n?$/i;
const VERSION = /^(?:[~^<>=v]{1,2}\d+(?:\.[\dx*]+)*|\d+\.\d+(?:\.\d+)?)(?:[-+][\w.]+)?$/;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const HEX = /^(?:0x)?[0-9a-f]+$/i;
const INTERPOLATION = /\$\{[^}]*\}?|\{\{[^}]*\}\}|%\([\w.]+\)s|(?<![A-Za-z\d$])\$[A-Za-z_]\w*|#\{[^}]*\}/g;

/** Shorter values do not tell a random one from a word with a number. */
export const MIN_RANDOM_CHARS = 12;
const MAX_WORD_CHARS = 64;

/** How a value stands in the text. */
export interface Setting {
  strength: Strength;
  name: string;
  value: string;
  quoted: boolean;
  /** No white space on either side of the separator. */
  tight: boolean;
  /** A parameter of a URL or form. */
  query?: boolean;
  /** Behind `||` or `??`. */
  fallback?: boolean;
  /** The few characters after the value. */
  after: string;
}

/** Whether there is enough between the offsets, and a digit among it, for a value that a generator made. */
export function mayBeRandom(text: string, start: number, end: number): boolean {
  if (end - start < MIN_RANDOM_CHARS) return false;
  for (let at = start; at < end; at += 1) if (isDigit(text.charCodeAt(at))) return true;
  return false;
}

/** Whether the value is a secret. That of a weak name has passed `mayBeRandom`. */
export function isSecretValue(setting: Setting): boolean {
  const { value, quoted, strength } = setting;
  if (value.length <= MAX_WORD_CHARS && NOT_VALUES.has(value.toLowerCase().replace(/!$/, ''))) return false;
  if (!/[A-Za-z\d]/.test(value) || isMostlyReference(value)) return false;
  // Between quotes, `[name` has lost no bracket to the sentence: it is no name of a value.
  if (isPlaceholder(value) && !(quoted && /^\[[^\]]*$/.test(value))) return false;
  if (strength === WEAK) return looksRandom(setting, makeupOf(value));
  if (announcesItself(value) || isPlainNumber(setting) || REGULAR_EXPRESSION.test(value)) return false;
  if (PATH.test(value) && makeupOf(value).wordiness > 0.4) return false;
  return quoted ? isSecretLiteral(setting) : isSecretBare(setting);
}

/** `userPassword`, `MY_API_KEY`, `your-token`: the name of a secret where the secret would be. */
function announcesItself(value: string): boolean {
  return (
    value.length <= MAX_WORD_CHARS &&
    /^[\p{L}_$][\p{L}_$ .'-]*$/u.test(value) &&
    strengthOfName(value) !== NONE
  );
}

/** Counters, versions, members of enumerations. `api key: 123` and a PIN of four digits are secrets. */
function isPlainNumber({ value, strength, name }: Setting): boolean {
  if (VERSION.test(value)) return true;
  if (!NUMBER.test(value)) return false;
  if (value.startsWith('0x')) return true;
  return strength === PASSWORD ? value.length < 4 : value.length < 8 && !/key|secret/i.test(name);
}

/** A template whose own characters are too few to be a secret. */
function isMostlyReference(value: string): boolean {
  if (value.length > 512 || !/[$%{#]/.test(value)) return false;
  const rest = value.replace(INTERPOLATION, '');
  if (rest.length === value.length) return false;
  return rest.replace(/[^A-Za-z\d]+/g, '').length < 8 || makeupOf(rest).wordiness > 0.5;
}

function isSecretLiteral({ value, strength, name, fallback }: Setting): boolean {
  const words = value.split(/\s+/, 5);
  if (words.length > 1) return !isSentence(value, words);
  if (fallback && strength === TOKEN && (value.length < 8 || !/\d/.test(value))) return false;
  if (strength === PASSWORD || /secret|key|auth|cred/i.test(name)) return true;
  // `token: "keyword"`, `token = "n"`: tokens of a grammar or a theme.
  return value.length > 3 && (/\d/.test(value) || makeupOf(value).wordiness <= 0.5);
}

/** "Please enter your password" is a label, "correct horse battery staple" is not. */
function isSentence(value: string, words: readonly string[]): boolean {
  if (strengthOfName(value.replace(/[^\p{L}\d]+$/u, '').slice(-96)) !== NONE) return true;
  return words.some((word) => {
    const plain = word.toLowerCase().replace(/[^a-z]/g, '');
    return PROSE.has(plain) || NOT_VALUES.has(plain) || (plain.length > 4 && strengthOfName(plain) !== NONE);
  });
}

function isSecretBare(setting: Setting): boolean {
  const { value, strength, tight, query, after, name } = setting;
  if (MEMBER.test(value)) {
    const makeup = makeupOf(value);
    if (makeup.wordiness > 0.45 || makeup.pairs < 6) return false;
  }
  if (value.length <= 2 && value.startsWith('!')) return false;
  if (strength === PASSWORD) return isPasswordWord(setting);
  if (query || !IDENTIFIER.test(value)) return true;
  const makeup = makeupOf(value);
  if (makeup.digits >= 2 && value.length >= 8 && (makeup.wordiness < 0.6 || HEX.test(value))) return true;
  if (value.length >= 16 && makeup.pairs >= 8 && makeup.wordiness < 0.45) return true;
  return tight && isUpper(name) && isEndOfLine(after) && !isUpper(value);
}

function isPasswordWord({ value, tight, query, after }: Setting): boolean {
  if (query || !LETTERS.test(value)) return true;
  if (PROSE.has(value.toLowerCase())) return false;
  // `{ password: pw }`, `login(password=pw)` and `password = raw;` hand a variable on, `password: BinaryLike` is a type.
  if (OPERATOR_AFTER.test(after) || after.startsWith(')')) return false;
  if (tight) return value.length > 3 || isEndOfLine(after);
  return !after.startsWith(';') && !(CAMEL.test(value) && makeupOf(value).wordiness > 0.5);
}

function isUpper(name: string): boolean {
  return /^[A-Z][A-Z0-9_.-]*$/.test(name);
}

function isEndOfLine(after: string): boolean {
  return /^(?:\s|$)/.test(after);
}

/** The bar for values behind a name that says little: nobody wrote them by hand, and they are neither hash nor id nor path. */
function looksRandom({ value, name, quoted, tight }: Setting, makeup: Makeup): boolean {
  // A signature is shown to whom it convinces, except where it opens a URL.
  if (/sig(?:nature)?$/i.test(name) && !(tight && !quoted)) return false;
  if (/[\s<>{}()[\]]/.test(value) || UUID.test(value)) return false;
  if (MEMBER.test(value) && makeup.wordiness > 0.4) return false;
  if (/^(?:sha\d+|md5)[-:]/.test(value) || PATH.test(value) || value.includes('://')) return false;
  if (HEX.test(value)) {
    if (makeup.digits === value.length || value.length < 16) return false;
    // 16 random hexadecimal digits have 3.2 bits each on average, words and counters less than 2.8.
    return makeup.entropy >= 2.8 && !/^(?:[\w.-]*[^A-Za-z])?key$/i.test(name);
  }
  // 12 random letters and digits have 3.4 bits each on average, and one pair of letters in five is a common one.
  if (makeup.entropy < (value.length < 20 ? 3 : 3.5)) return false;
  if (makeup.pairs >= 4 && makeup.wordiness > 0.5) return false;
  const classes = Number(makeup.upper > 0) + Number(makeup.lower > 0) + 1;
  return quoted || classes === 3 || value.length >= 20;
}
