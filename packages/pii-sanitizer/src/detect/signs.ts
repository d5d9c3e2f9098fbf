// What a text shows at a look: one pass for all that is rare, where each scanner that searched for itself would pass the text
// again to find nothing. A sign that nothing comes of costs time; a finding without its sign would be lost.

import { mayEndKey } from '../secrets/colon-key.ts';
import { mayAnnounce } from '../secrets/secret-key.ts';
import { EQUALS, SLASH, SPACE } from '../text/ascii.ts';
import { BRACKETED, ESCAPED } from '../text/fold.ts';
import { mayEndLabel, TITLE } from './person.ts';

/** The signs of a text. */
export interface Signs {
  /** Those of the kinds below, added up. */
  readonly kinds: number;
  /** Where a secret or a name may be announced, in rising order: at the character that a reader looks round. */
  readonly places: readonly number[];
}

/** Something that `fold` undoes is written out in ASCII. */
export const ESCAPE = 1;
export const AT = 2;
/** A word that may stand before the code of a bank. */
export const BANK = 4;
/** A title or a greeting. */
export const TITLED = 8;
const PLACE = 16;
/** A place, when `mayAnnounceAt` says so. */
const MAYBE = 32;

/**
 * Each alternative starts from a character that is rare in prose, and together they have to stay so few that V8 looks for them
 * 16 bytes at a time: with '-', '+' or all capitals among them, it would take four times as long. For the same reason none starts
 * with a lookbehind.
 */
const SIGN = new RegExp(
  [
    // Half of them need no second look: no value is on another line, the parts of a time or an address of a network are none, and a
    // URL has none without '@'.
    /:(?![\r\n]|(?<=\w:\w\w?:)\w\w?:|(?<=:\d\d:)\d\d[.Z ]|\/\/(?![^\0- "#'/<>?`]{1,511}?(?:[#?/][^\0- "'/<>`]{0,64})?@))/,
    /=/,
    BRACKETED,
    TITLE,
    ESCAPED,
    // The words that `SPELLED` in fold.ts begins with, and SWIFT.
    /T(?:(?= )(?<=AT|DOT)|(?<=WIFT))/,
    /B(?=earer |EARER |asic |EGIN |IC)/,
    /_(?<=(?:hf|npm|k_live|k_test|gh.)_)/,
    /<(?=\/)/,
    /@/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** What the last character of a sign says. All others end what `fold` undoes. */
const KINDS = new Uint8Array(128).fill(ESCAPE);
for (const [last, kinds] of [
  [':=', MAYBE],
  ['_<', PLACE],
  ['B', PLACE | BANK | ESCAPE],
  ['T', BANK | ESCAPE],
  ['. ', TITLED],
  ['@', AT],
] as const)
  for (const character of last) KINDS[character.charCodeAt(0)] = kinds;

/** What `text` shows. */
export function readSigns(text: string): Signs {
  let kinds = 0;
  const places: number[] = [];
  SIGN.lastIndex = 0;
  while (SIGN.test(text)) {
    const at = SIGN.lastIndex - 1;
    const kind = KINDS[text.charCodeAt(at)] as number;
    kinds |= kind;
    if (kind >= PLACE && (kind !== MAYBE || mayAnnounceAt(text, at))) places.push(at);
    else if (kind === AT && text.charCodeAt(at + 1) === SPACE) kinds |= ESCAPE;
  }
  return { kinds, places };
}

/** Whether what stands round a ':' or '=' may be of interest: turns nearly all away. */
function mayAnnounceAt(text: string, at: number): boolean {
  if (mayAnnounce(text, at)) return true;
  if (text.charCodeAt(at) === EQUALS) return false;
  const next = text.charCodeAt(at + 1);
  return next === SPACE ? mayEndLabel(text, at) : next === SLASH || mayEndKey(text, at);
}
