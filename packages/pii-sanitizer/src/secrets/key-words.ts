// The words by which a name announces a secret, in English and the main European languages, and those that take it back.

import { remembering } from '../text/remembering.ts';
import { append } from '../values/append.ts';
import { PASSWORDS } from '../values/key-table.ts';
import { setOf } from '../values/set-of.ts';
import { wordsOf } from '../values/words.ts';
import { NONE, PASSWORD, type Strength, TOKEN, WEAK } from './strength.ts';

/** Whole last words, as PASSWORDS are. Also found at the end of a longer word (`pgpassword`), where they are of six letters or more. */
const TOKENS =
  'secret|sessid|jsessionid|token|apikey|credential|credentials|creds|authorization|secretkey|privatekey|privkey|accesskey|authkey|mnemonic';
/** `pass` alone counts what passed, `parola`, `clave` and `chiave` are also "word" and "key". */
const WEAK_WORDS =
  'key|api|passe|auth|sig|signature|session|sid|pass|pw|pat|psk|sas|access|clave|chiave|cle|schlussel|parola';

/** `access key`: words before `key` that make it a secret. */
const BEFORE_KEY = setOf(
  'api access secret private signing encryption account master app application auth service subscription client consumer shared admin',
);
/** `mot de passe`, `palavra-passe`, `clave de acceso`, `clé d'API`, `chiave API`, `DB_PASS`. */
const PHRASES = new Set(
  'de passe|palavra passe|clave api|chiave api|cle api|api schlussel|api clave'.split('|'),
);
const PHRASE_END = /(?:key|passe|api|schl(?:ü|u)ssel)$/i;
/** `DB_PASS`, `smtp.pass`, `GITHUB_PAT`: short words that are a secret behind another word. */
const AFTER_WORD = setOf('pass pw psk creds');

/** Words anywhere in the name that make its value something to show. */
const PUBLIC = setOf('public pub publishable no has is without requires needs fingerprint thumbprint');
/** Words before `key` or `token` that make it a place in a list, a part of a text or a colour. */
const HARMLESS = setOf(
  'progress resumption next prev previous page pagination continuation sync cancellation cancel abort design syntax lexer parser punctuation ' +
    'start end begin stop bos eos sep cls pad unk mask first last current open close left right operator keyword identifier ' +
    'primary foreign partition cache sort hash idempotency dedup row column index lookup unique composite i18n translation ' +
    'message locale react widget group map registry shortcut hot arrow enter escape tab node property field param query header ' +
    'object storage state theme color config option setting metric label tag attribute',
);
/** Last words that leave the meaning to the word before them. */
const TRAILING = setOf('value prod live dev test hash base b64 base64');

/** The spellings with marks near their ends of words above. */
const MARKED = 'contraseña clé hasło schlüssel jelszó şifre slaptažodis κωδικός'.split(' ');

const MIN_SUFFIX = 6;
/** Verbs between a name and its value: `the password is: …`, `das Passwort lautet: …`. */
const VERBS = 'is was are ist lautet est es'.split(' ');
const VERB = new RegExp(` (?:${VERBS.join('|')})$`);

const words = new Map<string, Strength>();
for (const [list, strength] of [
  [PASSWORDS, PASSWORD],
  [TOKENS, TOKEN],
  [WEAK_WORDS, WEAK],
] as const)
  for (const word of list.split('|')) words.set(word, strength);
const suffixes = [...words].filter(([word]) => word.length >= MIN_SUFFIX || word === 'token');

/** How many letters at the end of a name are looked at: five bits each, which makes 30 and takes capitals for small letters. */
const END_CHARS = 6;

interface End {
  bits: number;
  mask: number;
}

/** The ends of all those words by their last three letters, and a table that nearly every name fails in one look. */
const ends = new Map<number, End[]>();
const telling = new Uint8Array(1 << 15);
// `string` is the type in `token string = "…"`,
// `lines` the header of the key in a file of PuTTY.
const VERB_ENDS = VERBS.map((verb) => ` ${verb}`);
for (const word of [...words.keys(), ...TRAILING, ...VERB_ENDS, 'string', 'lines', ...MARKED]) markEnd(word);

function markEnd(word: string): void {
  const size = Math.min(word.length, END_CHARS);
  const mask = 2 ** (5 * size) - 1;
  const bits = bitsBefore(word, word.length) & mask;
  for (let before = 0; before < (size < 3 ? 32 : 1); before += 1) {
    const three = (bits | (before << 10)) & 0x7fff;
    telling[three] = 1;
    append(ends, three, { bits, mask });
  }
}

function bitsBefore(text: string, end: number): number {
  let bits = 0;
  for (let at = end - END_CHARS; at < end; at += 1) bits = (bits << 5) | (text.charCodeAt(at) & 31);
  return bits;
}

/** Whether a word that ends before `end` may be one of ours: no more than a look for nearly all. */
export function isTellingEnd(text: string, end: number): boolean {
  const three =
    ((text.charCodeAt(end - 3) & 31) << 10) |
    ((text.charCodeAt(end - 2) & 31) << 5) |
    (text.charCodeAt(end - 1) & 31);
  return telling[three] === 1 && isEnd(text, end, three);
}

function isEnd(text: string, last: number, three: number): boolean {
  const bits = bitsBefore(text, last);
  return (ends.get(three) as End[]).some((end) => (bits & end.mask) === end.bits);
}

/** Where the name before a verb ends, or `end` itself. */
export function beforeVerb(text: string, end: number): number {
  const verb = VERB.exec(text.slice(Math.max(0, end - 8), end));
  return verb === null ? end : end - verb[0].length;
}

/** Whether the words before a name may change what it promises: `next token`, `api key`, `mot de passe`. */
export function needsPhrase(name: string, strength: Strength): boolean {
  return strength === TOKEN || (strength === WEAK && PHRASE_END.test(name));
}

/** What a name of up to some 100 characters promises, its words told apart by case, marks and spaces. */
export const strengthOfName = remembering((name): Strength => {
  const parts = wordsOf(name).filter((word) => !/^\d+$/.test(word));
  while (parts.length > 1 && TRAILING.has(parts.at(-1) as string)) parts.pop();
  const last = parts.at(-1) ?? '';
  const before = parts.at(-2) ?? '';
  const strength = ofWord(last, before, name.includes(' '));
  if (strength === NONE || parts.some((word) => PUBLIC.has(word))) return NONE;
  return strength < PASSWORD && HARMLESS.has(before) ? NONE : strength;
});

function ofWord(last: string, before: string, phrase: boolean): Strength {
  if (PHRASES.has(`${before} ${last}`)) return before === 'de' || before === 'palavra' ? PASSWORD : TOKEN;
  if (last === 'key' && BEFORE_KEY.has(before)) return TOKEN;
  if (before !== '' && !phrase && AFTER_WORD.has(last)) return PASSWORD;
  const strength = words.get(last);
  if (strength !== undefined) return strength;
  return suffixes.find(([word]) => last.endsWith(word))?.[1] ?? NONE;
}
