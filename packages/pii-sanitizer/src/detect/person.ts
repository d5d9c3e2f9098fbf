// Names that the words before them announce: `Dear Mr Smith`, `Patient: Jane Doe`, `My name is …`. Names at large need a model.

import { COLON, LESS, SPACE } from '../text/ascii.ts';
import { isAlpha, isDigit, isUpper } from '../text/chars.ts';
import { endOfMatch } from '../text/end-of-match.ts';
import type { Finding } from '../types.ts';
import { setOf } from '../values/set-of.ts';
import { findingAt } from './finding-at.ts';
import { Gaps } from './gaps.ts';

export const TITLE = /(?:Mrs?|Ms|Miss|Mme|My name is|Dr|Dear|Herrn?|Frau)[. ]/g;
const TITLES_BETWEEN = /\.?(?: ?(?:Mr|Mrs|Ms|Miss|Mme|Dr|Prof|Herrn?|Frau|med)\b\.?){0,3} ?/y;
const NAME =
  /^(?:\p{Lu}\. ?){0,2}\p{Lu}[\p{L}'’-]{1,30}(?: (?:(?:van|von|de|der|den|del|della|da|di|du|la|le|bin|al|el) ){0,2}(?:\p{Lu}\. )?\p{Lu}[\p{L}'’-]{1,30}(?![\p{L}\d])){0,3}/u;
/** A name, or what stands between quotes, before an address. */
const OWNER = new RegExp(`(?:(?<=")[^"\\n<@]+(?=" ?$)|(?<![\\p{L}\\d])(${NAME.source.slice(1)}) ?$)`, 'u');
const MAX_OWNER = 64;
/** No name is longer. */
const MAX_NAME = 200;
/** Whom letters greet without a name, and words that only start the next sentence. */
const NOBODY =
  /^(?:Sirs?|Madam|All|Team|Customers?|Colleagues?|Friends?|Everyone|Users?|Reader|Hiring|Editor|Mom|Dad|God|Support|Partner|Members?|Parents?|Students?|Sehr|Damen|Valued|Diary)\b/;
/** Behind a name, it makes it a company's or a product's. */
const GROUP = / (?:team|family|customers?|support|users?|staff|department|community|members?)\b/iy;
const LABEL =
  /(?:^|[^\p{L}])(?:patient(?:in)?|(?:patient|customer|client|employee|full|first|last|given|family|maiden|middle)(?:['’]s)? ?names?|surname|contact person|next of kin|beneficiary|insured|passenger|(?:account |card ?|policy)holder|kontoinhaber|karteninhaber|vorname|nachname|nom complet|prénom|nombre completo|apellidos|cognome)$/iu;
/** The last two letters of these labels: they turn nearly every other colon away. */
const ENDINGS = setOf('nt in me es on ry ed et om to os er');
const MAX_LABEL = 24;

/**
 * Adds the names in the text to `out`, which end where one of `spans` begins; one that two words announce comes twice.
 * Labels are looked for at `places` only.
 */
export function scanPersons(
  text: string,
  places: readonly number[],
  hasTitle: boolean,
  spans: readonly Finding[],
  out: Finding[],
): void {
  const gaps = new Gaps();
  gaps.reset(spans, text.length);
  if (hasTitle) scanTitles(text, gaps, out);
  gaps.reset(spans, text.length);
  scanLabels(text, places, gaps, out);
  for (const { type, start } of spans)
    if (type === 'EMAIL' && text.charCodeAt(start - 1) === LESS) takeOwner(text, start - 1, out);
}

/** The name in `Jane Doe <jane@example.com>` (RFC 5322, section 3.4). One word may as well be a program's. */
function takeOwner(text: string, end: number, found: Finding[]): void {
  const from = Math.max(0, end - MAX_OWNER);
  const match = OWNER.exec(text.slice(from, end));
  if (match === null) return;
  const start = from + match.index;
  const name = match[1] ?? match[0];
  if (name.includes(' ')) found.push(findingAt('PERSON', start, start + name.length, 0.8));
}

function scanTitles(text: string, gaps: Gaps, found: Finding[]): void {
  TITLE.lastIndex = 0;
  while (TITLE.test(text)) {
    const end = TITLE.lastIndex - 1;
    const start = endOfMatch(TITLES_BETWEEN, text, end);
    // `Main Dr Suite 5` is a street, and `WordMr ` no title.
    const isTitle = start > end && !followsWord(text, startOfTitle(text, end));
    if (isTitle) take(text, start, 0.7, gaps, found);
    TITLE.lastIndex = isTitle ? start : end + 1;
  }
}

function startOfTitle(text: string, end: number): number {
  let start = end;
  while (start > 0 && isAlpha(text.charCodeAt(start - 1))) start -= 1;
  return start;
}

function scanLabels(text: string, places: readonly number[], gaps: Gaps, found: Finding[]): void {
  for (let index = 0; index < places.length; index += 1) {
    const colon = places[index] as number;
    if (text.charCodeAt(colon) !== COLON || !mayEndLabel(text, colon)) continue;
    if (LABEL.test(text.slice(Math.max(0, colon - MAX_LABEL), colon)))
      take(text, colon + 2, 0.8, gaps, found);
  }
}

/** Whether the colon at `colon` stands between what may be a label and what may be a name. */
export function mayEndLabel(text: string, colon: number): boolean {
  return (
    text.charCodeAt(colon + 1) === SPACE &&
    isUpper(text.charCodeAt(colon + 2)) &&
    ENDINGS.has(text.slice(colon - 2, colon).toLowerCase())
  );
}

function take(text: string, start: number, confidence: number, gaps: Gaps, found: Finding[]): void {
  if (!gaps.contains(start)) return;
  const [name] = NAME.exec(text.slice(start, Math.min(gaps.to, start + MAX_NAME))) ?? [];
  if (name === undefined || NOBODY.test(name)) return;
  const end = start + name.length;
  if (end < gaps.to) {
    const next = text.charCodeAt(end);
    if (next === COLON || isDigit(next) || endOfMatch(GROUP, text, end) > 0) return;
  }
  found.push(findingAt('PERSON', start, end, confidence));
}

/** Whether the title is the end of a longer word, or a `Dr` behind a street's name. */
function followsWord(text: string, at: number): boolean {
  if (!TITLE_START.includes(text.charAt(at))) return text.slice(at, at + 2) !== 'is';
  if (
    !text.startsWith('Dr', at) ||
    at < 2 ||
    text.charCodeAt(at - 1) !== SPACE ||
    !isAlpha(text.charCodeAt(at - 2))
  )
    return false;
  const start = startOfTitle(text, at - 1);
  return isUpper(text.charCodeAt(start)) && text.slice(start, at - 1) !== 'Dear';
}

const TITLE_START = 'MDHF';
