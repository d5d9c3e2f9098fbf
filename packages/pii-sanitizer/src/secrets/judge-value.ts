// Whether the value behind a telling name is a secret, or a reference, a type, a piece of program or prose.
import { isAlnum } from '../chars.ts';
import { Strength, strengthOfName } from './key-words.ts';
import { isPlaceholder } from './placeholder-value.ts';
import { type Makeup, makeupOf } from './randomness.ts';

/** Words that declare, negate or report a value rather than give one. */
const NOT_VALUES = new Set(
  (
    'string number boolean bool str int integer any unknown object array char bytes buffer text varchar bytea symbol bigint void never ' +
    'true false null undefined none nil empty missing unset yes no on off required optional default auto ' +
    'async await new return const let var function typeof this self class static readonly public private import require ' +
    'invalid valid expired revoked incorrect wrong denied failed enabled disabled changed hidden bearer basic'
  ).split(' '),
);
/** Words with which a sentence goes on after "password:". */
const PROSE = new Set(
  (
    'a an the this that these those your my our their its it is are was were be been has have had do does did can could may might ' +
    'must shall should will would and or but nor if when while where which who what how why not only also at by for from in into of on ' +
    'to with without as than then there here we you he she they i use used uses using enter choose set sets see make please any all both ' +
    'each every some more most other another same such no minimum maximum either'
  ).split(' '),
);
/** Objects of programs whose members are no literals. */
const MEMBER = /^(?:await |new |!|&|\*)?[A-Za-z_$][\w$]*(?:(?:\?\.|\.|->|::)[A-Za-z_$#][\w$]*)+$/;
const CALL = /^(?:await |new |!)?[A-Za-z_$][\w$.:?>-]{0,80}[([{]/;
const IDENTIFIER = /^[A-Za-z_$](?:[\w$]*|[A-Za-z_$-]*)$/;
const LETTERS = /^[A-Za-z]+$/;
const PATH = /^(?:\.{0,2}|~|[A-Za-z]:|@[\w-]+)[/\\][\w.@ -]+(?:[/\\][\w.@ -]*)*$/;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const HEX = /^(?:0x)?[0-9a-f]+$/i;
const INTERPOLATION = /\$\{[^}]*\}?|\{\{[^}]*\}\}|%\([\w.]+\)s|\$[A-Za-z_]\w*|#\{[^}]*\}/g;

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
  query: boolean;
  /** Code units around: after the value, and the separator. */
  next: number;
}

/** Whether the value is a secret. */
export function isSecretValue(setting: Setting): boolean {
  const { value, quoted, strength } = setting;
  if (value.length <= MAX_WORD_CHARS && NOT_VALUES.has(value.toLowerCase())) return false;
  if (isPlaceholder(value) || isMostlyReference(value)) return false;
  if (strength === Strength.WEAK) return looksRandom(setting, makeupOf(value));
  if (announcesItself(value)) return false;
  if (PATH.test(value) && makeupOf(value).wordiness > 0.4) return false;
  return quoted ? isSecretLiteral(setting) : isSecretBare(setting);
}

/** `userPassword`, `MY_API_KEY`, `your-token`: the name of a secret where the secret would be. */
function announcesItself(value: string): boolean {
  return (
    value.length <= MAX_WORD_CHARS &&
    /^[A-Za-z_$][\w$ .-]*$/.test(value) &&
    !/\d/.test(value) &&
    strengthOfName(value) !== Strength.NONE
  );
}

/** A template whose own characters are too few to be a secret. */
function isMostlyReference(value: string): boolean {
  if (value.length > 512 || !/[$%{#]/.test(value)) return false;
  const rest = value.replace(INTERPOLATION, '');
  if (rest.length === value.length) return false;
  let count = 0;
  for (let at = 0; at < rest.length; at += 1) if (isAlnum(rest.charCodeAt(at))) count += 1;
  return count < 8 || makeupOf(rest).wordiness > 0.5;
}

function isSecretLiteral({ value, strength, name }: Setting): boolean {
  const words = value.split(/\s+/, 5);
  if (words.length > 1) return !isSentence(value, words);
  if (strength === Strength.PASSWORD || /secret|key|auth|cred/i.test(name)) return true;
  // `token: "keyword"`: names of tokens in a grammar or a theme.
  return !(
    IDENTIFIER.test(value.replaceAll('.', '_')) &&
    !/\d/.test(value) &&
    makeupOf(value).wordiness > 0.5
  );
}

/** "Please enter your password" is a label, "correct horse battery staple" is not. */
function isSentence(value: string, words: readonly string[]): boolean {
  if (strengthOfName(value.replace(/[^\p{L}\d]+$/u, '').slice(-96)) !== Strength.NONE) return true;
  return words.some((word) => {
    const plain = word.toLowerCase().replace(/[^a-z]/g, '');
    return (
      PROSE.has(plain) ||
      NOT_VALUES.has(plain) ||
      (plain.length > 4 && strengthOfName(plain) !== Strength.NONE)
    );
  });
}

function isSecretBare(setting: Setting): boolean {
  const { value, strength, tight, query, next, name } = setting;
  if (CALL.test(value) || '([{'.includes(value.charAt(0))) return false;
  if (MEMBER.test(value)) {
    const makeup = makeupOf(value);
    if (makeup.wordiness > 0.45 || makeup.pairs < 6) return false;
  }
  if (value.length <= 2 && value.startsWith('!')) return false;
  if (strength === Strength.PASSWORD) return isPasswordWord(setting);
  if (query || !IDENTIFIER.test(value)) return true;
  const makeup = makeupOf(value);
  if (makeup.digits >= 2 && value.length >= 8 && makeup.wordiness < 0.6) return true;
  if (value.length >= 16 && makeup.pairs >= 8 && makeup.wordiness < 0.45) return true;
  return tight && isUpper(name) && isEndOfLine(next) && !isUpper(value);
}

function isPasswordWord({ value, tight, query, next }: Setting): boolean {
  if (query || !LETTERS.test(value)) return true;
  if (PROSE.has(value.toLowerCase())) return false;
  // `{ password: pw }`, `login(password=pw)` hand a variable on.
  if (next === 125 || next === 41) return false;
  return !(tight && value.length < 4 && !isEndOfLine(next));
}

function isUpper(name: string): boolean {
  return /^[A-Z][A-Z0-9_.-]*$/.test(name);
}

function isEndOfLine(next: number): boolean {
  return Number.isNaN(next) || next === 10 || next === 13 || next === 32;
}

/** The bar for values behind a name that says little: nobody wrote them by hand, and they are neither hash nor id nor path. */
function looksRandom({ value, name, quoted }: Setting, makeup: Makeup): boolean {
  if (value.length < 12 || makeup.digits === 0 || /[\s<>{}()[\]]/.test(value) || UUID.test(value))
    return false;
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
